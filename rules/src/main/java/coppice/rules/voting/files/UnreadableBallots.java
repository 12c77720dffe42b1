package coppice.rules.voting.files;

/// A file of ballots that cannot be read, with the line and what is wrong there.
@SuppressWarnings("serial")
public final class UnreadableBallots extends RuntimeException {
    private final int line;

    public UnreadableBallots(int line, String what) {
        super(what);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
