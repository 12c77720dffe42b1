package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.web.Text;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The classes of voters of all rooms.
@Component
public class VoterClasses {
    private final List<ClassSource> sources;

    VoterClasses(List<ClassSource> sources) {
        this.sources = sources;
    }

    public List<VoterClass> all(CommonsId commons) {
        return sources.stream()
                .flatMap(source -> source.classes(commons).stream())
                .toList();
    }

    /// What the classes are called, by their ids. What nobody knows any more keeps the name it was stored under: before
    /// classes had ids, they were stored by what they were called.
    public UnaryOperator<String> names(CommonsId commons, Text text) {
        var names = all(commons).stream().collect(Collectors.toMap(VoterClass::id, one -> one.called(text)));
        return id -> names.getOrDefault(id, id);
    }
}
