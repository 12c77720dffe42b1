package coppice.rules.valuation;

import coppice.rules.money.Ratio;

/// What one contribution is worth, in whole currency units, as an expression over its facts.
///
/// The grammar is small on purpose, so that a formula can be read aloud and can never run anything:
/// ```
/// sum     = product { ("+" | "-") product }
/// product = factor  { ("*" | "×" | "/" | "÷") factor }
/// factor  = number | variable | ("min" | "max") "(" sum { "," sum } ")" | "(" sum ")" | "-" factor
/// ```
/// Variables are those of [Variable]. A text is at most [FormulaParser#LONGEST] characters and nests at most
/// [FormulaParser#DEEPEST] levels. `min(quantity, 8) * 30.5` of quantity 10 is 244.
public sealed interface Formula {
    record Constant(Ratio value) implements Formula {}

    /// A fact of the contribution, named as it is written in a formula.
    enum Variable implements Formula {
        QUANTITY("quantity"),
        VALUE_PER_UNIT("value_per_unit"),
        VALUE("value"),
        WEIGHT("weight");

        private final String word;

        Variable(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MIN("min"),
        MAX("max");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    record Operation(Operator operator, Formula left, Formula right) implements Formula {}

    /// The value for one contribution, exact. Throws `ArithmeticException` on division by zero.
    default Ratio valueOf(Contribution contribution) {
        return switch (this) {
            case Constant constant -> constant.value();
            case Variable variable ->
                switch (variable) {
                    case QUANTITY -> contribution.quantity();
                    case VALUE_PER_UNIT -> contribution.valuePerUnit();
                    case VALUE -> contribution.value();
                    case WEIGHT -> contribution.weight();
                };
            case Operation(Operator operator, Formula left, Formula right) -> {
                var a = left.valueOf(contribution);
                var b = right.valueOf(contribution);
                yield switch (operator) {
                    case ADD -> a.plus(b);
                    case SUBTRACT -> a.minus(b);
                    case MULTIPLY -> a.times(b);
                    case DIVIDE -> a.dividedBy(b);
                    case MIN -> a.min(b);
                    case MAX -> a.max(b);
                };
            }
        };
    }

    /// Reads a formula; the result says where and why a text is not one.
    static Parsing parse(String text) {
        return new FormulaParser(text).parse();
    }

    /// What reading a formula gave.
    sealed interface Parsing {}

    record Parsed(Formula formula) implements Parsing {}

    /// Why a text is not a formula; `position` counts characters from 1.
    record Rejected(Fault fault, int position, String found) implements Parsing {}

    enum Fault {
        EMPTY,
        TOO_LONG,
        TOO_DEEP,
        UNEXPECTED,
        UNKNOWN_WORD,
        BAD_NUMBER,
        DIVIDES_BY_ZERO
    }
}
