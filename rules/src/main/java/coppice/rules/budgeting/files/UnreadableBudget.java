package coppice.rules.budgeting.files;

/// A file about budgets that cannot be read, with the line and what is wrong there.
@SuppressWarnings("serial")
public final class UnreadableBudget extends RuntimeException {
    private final int line;

    public UnreadableBudget(int line, String what) {
        super(what);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
