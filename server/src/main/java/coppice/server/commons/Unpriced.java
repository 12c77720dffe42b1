package coppice.server.commons;

/// A motion that takes no sum which can be said beforehand: no authority with a limit covers it.
public interface Unpriced<T extends Record> extends Motion<T> {
    @Override
    default Cost cost(Commons commons, T terms) {
        return Cost.UNPRICED;
    }
}
