package coppice.server.commons;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// What a commons can decide about itself.
public final class CommonsMotions {
    private CommonsMotions() {}

    @Concerns(Matter.MEMBERSHIP)
    public record ChangeRole(PartyId member, Role role) {}

    @Concerns(Matter.MEMBERSHIP)
    public record ReleaseMember(PartyId member) {}

    /// @param circle a class
    @Concerns(Matter.MEMBERSHIP)
    public record ChangeClass(CircleId circle, PartyId member, boolean in) {}

    @Component
    record Classes(Commonses commonses, Circles circles) implements Unpriced<ChangeClass> {
        private Circle circle(Commons commons, ChangeClass terms) {
            var circle = circles.circle(commons.id(), terms.circle());
            if (!circle.isClass()) throw new Refused(new KernelRefusal.NotFound());
            return circle;
        }

        private String words(Commons commons, ChangeClass terms, Text text) {
            return text.say(
                    terms.in() ? "commons.would-enter" : "commons.would-leave",
                    commonses.member(commons.id(), terms.member()).name());
        }

        @Override
        public void check(Commons commons, ChangeClass terms) {
            circle(commons, terms);
            commonses.member(commons.id(), terms.member());
        }

        @Override
        public List<Line> says(Commons commons, ChangeClass terms, Text text) {
            return List.of(
                    new Line(words(commons, terms, text), circle(commons, terms).name()));
        }

        @Override
        public String title(Commons commons, ChangeClass terms, Text text) {
            return words(commons, terms, text) + " " + circle(commons, terms).name();
        }

        @Override
        public String enact(Authorised by, ChangeClass terms, String key) {
            circles.changeClass(by, terms.circle(), terms.member(), terms.in());
            return by.commons().address() + "/commons/circles/" + terms.circle();
        }
    }

    @Component
    record Roles(Commonses commonses) implements Unpriced<ChangeRole> {
        @Override
        public void check(Commons commons, ChangeRole terms) {
            commonses.member(commons.id(), terms.member());
        }

        @Override
        public List<Line> says(Commons commons, ChangeRole terms, Text text) {
            String name = commonses.member(commons.id(), terms.member()).name();
            return List.of(new Line(text.say("commons.would-role", name), text.of("commons.role", terms.role())));
        }

        @Override
        public String title(Commons commons, ChangeRole terms, Text text) {
            var line = says(commons, terms, text).getFirst();
            return line.words() + " " + line.figure();
        }

        @Override
        public String enact(Authorised by, ChangeRole terms, String key) {
            commonses.changeRole(by, terms.member(), terms.role());
            return by.commons().address() + "/commons";
        }
    }

    @Component
    record Release(Commonses commonses) implements Unpriced<ReleaseMember> {
        @Override
        public void check(Commons commons, ReleaseMember terms) {
            commonses.member(commons.id(), terms.member());
        }

        @Override
        public List<Line> says(Commons commons, ReleaseMember terms, Text text) {
            return List.of(new Line(title(commons, terms, text), ""), new Line(text.say("commons.would-keep"), ""));
        }

        @Override
        public String title(Commons commons, ReleaseMember terms, Text text) {
            return text.say(
                    "commons.would-release",
                    commonses.member(commons.id(), terms.member()).name());
        }

        @Override
        public String enact(Authorised by, ReleaseMember terms, String key) {
            commonses.release(by, terms.member());
            return by.commons().address() + "/commons";
        }
    }
}
