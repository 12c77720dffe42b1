package coppice.server.commons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/// A commons of the demo while its story is told: who is in it, and what earlier chapters made.
public final class Scene {
    /// The commons of the demo.
    public enum Of {
        /// The trust that would carry on what the village keeps; its story comes before the village's.
        TRUST("roof-trust"),
        /// A small fictional village workshop.
        VILLAGE("hazel-yard"),
        /// The public record of a real project.
        RECORD("hledger-record"),
        /// A real town's vote on its budget.
        CITY("green-budget");

        private final String slug;

        Of(String slug) {
            this.slug = slug;
        }

        public String slug() {
            return slug;
        }
    }

    private final Map<String, Member> members;
    private final ObjLongConsumer<String> progress;
    private final Map<String, Object> made = new HashMap<>();

    /// @param members  in the order in which they came; the first is the steward who founded it
    /// @param progress hears how much of what is loaded
    public Scene(Map<String, Member> members, ObjLongConsumer<String> progress) {
        this.members = members;
        this.progress = progress;
    }

    public List<Member> members() {
        return List.copyOf(members.values());
    }

    public Member member(String name) {
        var member = members.get(name);
        if (member == null) throw new IllegalArgumentException(name + " is not in this story");
        return member;
    }

    public Steward steward() {
        return (Steward) members().getFirst();
    }

    public Commons commons() {
        return steward().commons();
    }

    /// Remembers what a chapter made, for those after it.
    public void made(String what, Object id) {
        made.put(what, id);
    }

    /// What an earlier chapter made.
    public <I> I of(String what, Class<I> kind) {
        var id = made.get(what);
        if (id == null) throw new IllegalStateException("no chapter made " + what);
        return kind.cast(id);
    }

    public void loaded(String what, long done) {
        progress.accept(what, done);
    }

    /// A file of the demo.
    public byte[] file(String name) {
        try (var in = Scene.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) throw new IllegalStateException("missing demo file " + name);
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
