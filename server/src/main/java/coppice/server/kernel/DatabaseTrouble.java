package coppice.server.kernel;

/// The database cannot be used; the message tells the owner of the server what to do.
@SuppressWarnings("serial")
public final class DatabaseTrouble extends RuntimeException {
    DatabaseTrouble(String message) {
        super(message);
    }
}
