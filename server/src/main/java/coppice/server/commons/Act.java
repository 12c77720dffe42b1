package coppice.server.commons;

import coppice.server.commons.Motion.Line;
import coppice.server.commons.Motion.OfClass;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;

/// A motion with its terms: something that somebody wants done in a commons.
///
/// @param json its terms in their one written form
public record Act<T extends Record>(Motion<T> motion, Commons commons, T terms, String json) {
    public String name() {
        return motion.name();
    }

    /// What it is in one line of text that never changes, for keys of repeated requests.
    public String stable() {
        return "act/1 " + name() + " " + json;
    }

    public Matter matter() {
        var matter = motion.matter(commons, terms);
        if (!motion.matters().contains(matter)) throw new IllegalStateException(name() + " is never " + matter);
        return matter;
    }

    public Cost cost() {
        return motion.cost(commons, terms);
    }

    public Optional<OfClass> ofClass() {
        return motion.ofClass(commons, terms);
    }

    public void check() {
        motion.check(commons, terms);
    }

    public List<Line> says(Text text) {
        return motion.says(commons, terms, text);
    }

    public String title(Text text) {
        return motion.title(commons, terms, text);
    }

    public String enact(Authorised by, String key) {
        return motion.enact(by, terms, key);
    }
}
