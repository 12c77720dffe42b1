package coppice.rules.budgeting.files;

/// A file of budget votes that cannot be read, with the line and what is wrong there.
@SuppressWarnings("serial")
public final class UnreadableVotes extends RuntimeException {
    private final int line;

    public UnreadableVotes(int line, String what) {
        super(what);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
