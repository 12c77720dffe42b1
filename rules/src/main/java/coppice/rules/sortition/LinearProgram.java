package coppice.rules.sortition;

import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The largest value of a linear function under equations, in exact fractions: the simplex method with Bland's rule,
/// which cannot go round in circles.
final class LinearProgram {
    private final int rows;
    private final int columns;
    private final Ratio[][] table;
    private final int[] basis;

    /// @param values   what variable j is worth
    /// @param rows     for each equation the factors of all variables
    /// @param amounts  what each equation comes to; none below 0
    private LinearProgram(List<Ratio[]> rows, Ratio[] amounts, int columns) {
        this.rows = rows.size();
        this.columns = columns;
        table = new Ratio[this.rows + 1][columns + this.rows + 1];
        for (var row : table) Arrays.fill(row, Ratio.ZERO);
        basis = new int[this.rows];
        for (int i = 0; i < this.rows; i++) {
            System.arraycopy(rows.get(i), 0, table[i], 0, columns);
            table[i][columns + i] = Ratio.ONE;
            table[i][last()] = amounts[i];
            basis[i] = columns + i;
        }
    }

    /// @param values of the variables
    /// @param prices what one more in each equation would be worth
    record Solution(Ratio value, Ratio[] values, Ratio[] prices) {}

    /// Maximises `worth` over variables of at least 0.
    ///
    /// @throws ArithmeticException when no values fit the equations
    static Solution maximise(Ratio[] worth, List<Ratio[]> rows, Ratio[] amounts) {
        var program = new LinearProgram(rows, amounts, worth.length);
        program.findValues();
        return program.improve(worth);
    }

    private int last() {
        return columns + rows;
    }

    /// First the helpers that fill the equations are driven out.
    private void findValues() {
        var goal = table[rows];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j <= last(); j++) if (j < columns || j == last()) goal[j] = goal[j].plus(table[i][j]);
        pivotWhileBetter();
        if (goal[last()].signum() != 0) throw new ArithmeticException("nothing fits the equations");
        for (int i = 0; i < rows; i++)
            if (basis[i] >= columns)
                for (int j = 0; j < columns; j++)
                    if (table[i][j].signum() != 0) {
                        pivot(i, j);
                        break;
                    }
    }

    private Solution improve(Ratio[] worth) {
        var goal = table[rows];
        Arrays.fill(goal, Ratio.ZERO);
        System.arraycopy(worth, 0, goal, 0, columns);
        for (int i = 0; i < rows; i++)
            if (basis[i] < columns) {
                var factor = goal[basis[i]];
                for (int j = 0; j <= last(); j++) goal[j] = goal[j].minus(factor.times(table[i][j]));
            }
        pivotWhileBetter();
        var values = new Ratio[columns];
        Arrays.fill(values, Ratio.ZERO);
        for (int i = 0; i < rows; i++) if (basis[i] < columns) values[basis[i]] = table[i][last()];
        var prices = new Ratio[rows];
        for (int i = 0; i < rows; i++) prices[i] = goal[columns + i].negated();
        return new Solution(goal[last()].negated(), values, prices);
    }

    private void pivotWhileBetter() {
        while (true) {
            int in = -1;
            for (int j = 0; j < columns && in < 0; j++) if (table[rows][j].signum() > 0) in = j;
            if (in < 0) return;
            int out = -1;
            Ratio least = null;
            for (int i = 0; i < rows; i++) {
                if (table[i][in].signum() <= 0) continue;
                var bound = table[i][last()].dividedBy(table[i][in]);
                int order = least == null ? -1 : bound.compareTo(least);
                if (order < 0 || (order == 0 && basis[i] < basis[out])) {
                    out = i;
                    least = bound;
                }
            }
            if (out < 0) throw new ArithmeticException("without bound");
            pivot(out, in);
        }
    }

    private void pivot(int row, int column) {
        var factor = table[row][column];
        for (int j = 0; j <= last(); j++) table[row][j] = table[row][j].dividedBy(factor);
        for (int i = 0; i <= rows; i++) {
            if (i == row || table[i][column].signum() == 0) continue;
            var times = table[i][column];
            for (int j = 0; j <= last(); j++)
                if (table[row][j].signum() != 0) table[i][j] = table[i][j].minus(times.times(table[row][j]));
        }
        basis[row] = column;
    }

    static List<Ratio[]> rows(int count, int columns) {
        var rows = new ArrayList<Ratio[]>();
        for (int i = 0; i < count; i++) {
            var row = new Ratio[columns];
            Arrays.fill(row, Ratio.ZERO);
            rows.add(row);
        }
        return rows;
    }
}
