package coppice.server.charter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The rules of a commons as data: what it is for, and the chapters that its rooms bring.
///
/// @param chapters by type, one of every [Chapter]
public record Charter(String purpose, Map<Class<? extends Record>, Record> chapters) {
    /// The most that one list in a charter may hold.
    public static final int MOST = 40;

    public Charter {
        chapters = Map.copyOf(chapters);
    }

    public <T extends Record> T chapter(Class<T> type) {
        var chapter = chapters.get(type);
        if (chapter == null) throw new IllegalStateException("no room brings the chapter " + type);
        return type.cast(chapter);
    }

    /// The same with this chapter in the place of the one of its type.
    public Charter with(Record chapter) {
        var others = new HashMap<>(chapters);
        others.put(chapter.getClass(), chapter);
        return new Charter(purpose, others);
    }

    public <T extends Record> Charter with(Class<T> type, UnaryOperator<T> change) {
        return with(change.apply(chapter(type)));
    }

    public Charter withPurpose(String other) {
        return new Charter(other, chapters);
    }
}
