package coppice.rules.valuation;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Formula.Fault;
import coppice.rules.valuation.Formula.Operation;
import coppice.rules.valuation.Formula.Operator;
import coppice.rules.valuation.Formula.Parsed;
import coppice.rules.valuation.Formula.Parsing;
import coppice.rules.valuation.Formula.Rejected;
import coppice.rules.valuation.Formula.Variable;
import java.util.List;

/// Recursive descent over the grammar of [Formula], bounded in length and depth.
final class FormulaParser {
    static final int LONGEST = 500;
    static final int DEEPEST = 20;

    private final String text;
    private int at;
    private int depth;

    FormulaParser(String text) {
        this.text = text;
    }

    Parsing parse() {
        if (text.isBlank()) return new Rejected(Fault.EMPTY, 1, "");
        if (text.length() > LONGEST) return new Rejected(Fault.TOO_LONG, LONGEST + 1, "");
        try {
            var formula = sum();
            if (peek() != END) throw unexpected();
            return new Parsed(formula);
        } catch (Stop stop) {
            return stop.rejected;
        }
    }

    private Formula sum() {
        var left = product();
        while (true) {
            var operator = switch (peek()) {
                case '+' -> Operator.ADD;
                case '-', '−' -> Operator.SUBTRACT;
                default -> null;
            };
            if (operator == null) return left;
            at++;
            left = new Operation(operator, left, product());
        }
    }

    private Formula product() {
        var left = factor();
        while (true) {
            var operator = switch (peek()) {
                case '*', '×' -> Operator.MULTIPLY;
                case '/', '÷' -> Operator.DIVIDE;
                default -> null;
            };
            if (operator == null) return left;
            at++;
            peek();
            int start = at;
            var right = factor();
            if (operator == Operator.DIVIDE && right instanceof Formula.Constant(Ratio value) && value.signum() == 0)
                throw new Stop(new Rejected(Fault.DIVIDES_BY_ZERO, start + 1, "0"));
            left = new Operation(operator, left, right);
        }
    }

    private Formula factor() {
        if (++depth > DEEPEST) throw new Stop(new Rejected(Fault.TOO_DEEP, at + 1, ""));
        char next = peek();
        Formula formula;
        if (next == '(') {
            at++;
            formula = sum();
            expect(')');
        } else if (next == '-' || next == '−') {
            at++;
            formula = new Operation(Operator.SUBTRACT, new Formula.Constant(Ratio.ZERO), factor());
        } else if (isDigit(next)) {
            formula = number();
        } else if (isLetter(next)) {
            formula = word();
        } else {
            throw unexpected();
        }
        depth--;
        return formula;
    }

    private Formula number() {
        int start = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.' || isLetter(text.charAt(at))))
            at++;
        String digits = text.substring(start, at);
        try {
            return new Formula.Constant(Ratio.parse(digits));
        } catch (NumberFormatException notANumber) {
            throw new Stop(new Rejected(Fault.BAD_NUMBER, start + 1, digits));
        }
    }

    private Formula word() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) at++;
        String word = text.substring(start, at);
        for (var operator : List.of(Operator.MIN, Operator.MAX)) if (word.equals(operator.sign())) return of(operator);
        for (var variable : Variable.values()) if (word.equals(variable.word())) return variable;
        throw new Stop(new Rejected(Fault.UNKNOWN_WORD, start + 1, word));
    }

    private Formula of(Operator operator) {
        expect('(');
        var left = sum();
        do {
            expect(',');
            left = new Operation(operator, left, sum());
        } while (peek() == ',');
        expect(')');
        return left;
    }

    private void expect(char wanted) {
        if (peek() != wanted) throw unexpected();
        at++;
    }

    private static final char END = '\0';

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at < text.length() ? text.charAt(at) : END;
    }

    private Stop unexpected() {
        return new Stop(new Rejected(
                Fault.UNEXPECTED,
                at + 1,
                at < text.length() ? text.substring(at, Math.min(text.length(), at + 12)) : ""));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    /// Leaves the descent; never leaves this class.
    @SuppressWarnings("serial")
    private static final class Stop extends RuntimeException {
        private final transient Rejected rejected;

        private Stop(Rejected rejected) {
            super(rejected.fault().name(), null, false, false);
            this.rejected = rejected;
        }
    }
}
