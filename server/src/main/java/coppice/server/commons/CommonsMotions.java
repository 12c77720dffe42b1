package coppice.server.commons;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Procedure.Way;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a commons can decide about itself.
@Configuration(proxyBeanMethods = false)
public class CommonsMotions {
    @Bean
    Motion<AmendCharter> amendCharter(Commonses commonses) {
        return new Amend(commonses);
    }

    @Bean
    Motion<ChangeRole> changeRole(Commonses commonses) {
        return new Roles(commonses);
    }

    @Bean
    Motion<ReleaseMember> releaseMember(Commonses commonses) {
        return new Release(commonses);
    }

    @Bean
    Motion<ChangeClass> changeClass(Commonses commonses, Circles circles) {
        return new Classes(commonses, circles);
    }

    /// @param after the version it was written on
    @Concerns({Matter.CHARTER, Matter.LOCK})
    public record AmendCharter(
            @Term(least = 1, most = Integer.MAX_VALUE - 1) int after,
            Charter charter,
            @Term(longest = 500) String reason) {}

    @Concerns(Matter.MEMBERSHIP)
    public record ChangeRole(PartyId member, Role role) {}

    @Concerns(Matter.MEMBERSHIP)
    public record ReleaseMember(PartyId member) {}

    /// @param circle a class
    @Concerns(Matter.MEMBERSHIP)
    public record ChangeClass(UUID circle, PartyId member, boolean in) {}

    private record Amend(Commonses commonses) implements Unpriced<AmendCharter> {
        /// The lock where it touches what only a special resolution may change.
        @Override
        public Matter matter(Commons commons, AmendCharter terms) {
            var now = commonses.charter(commons.id()).charter();
            return now.touchesLock(terms.charter()) ? Matter.LOCK : Matter.CHARTER;
        }

        @Override
        public void check(Commons commons, AmendCharter terms) {
            var now = commonses.charter(commons.id());
            if (now.version() != terms.after()) throw new Refused(new CommonsRefusal.CharterMoved(now.version()));
            commonses.check(commons.id(), terms.charter());
        }

        @Override
        public List<Line> says(Commons commons, AmendCharter terms, Text text) {
            var before = commonses.charter(commons.id()).charter();
            var then = terms.charter();
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("commons.would-adopt", terms.after() + 1), ""));
            if (!then.purpose().equals(before.purpose()))
                lines.add(new Line(text.say("commons.would-purpose"), then.purpose()));
            if (!then.types().equals(before.types())) lines.add(new Line(text.say("commons.would-types"), ""));
            if (!then.equation().equals(before.equation())) formulas(before, then, text, lines);
            if (!then.split().equals(before.split()))
                for (var part : then.split())
                    lines.add(new Line(
                            text.say("commons.would-split", Destinations.word(text, part.destination())),
                            text.number(part.percentage()) + " %"));
            if (then.peers() != before.peers() || then.evidenceCounts() != before.evidenceCounts())
                lines.add(new Line(text.say("commons.peers-rule", then.peers()), ""));
            if (then.publicNames() != before.publicNames())
                lines.add(
                        new Line(text.say(then.publicNames() ? "commons.names-public" : "commons.names-members"), ""));
            for (var matter : Matter.values())
                if (matter != Matter.EMERGENCY && !then.procedure(matter).equals(before.procedure(matter)))
                    lines.add(new Line(text.of("commons.matter", matter), say(then.procedure(matter), text)));
            if (!then.emergency().equals(before.emergency()))
                lines.add(new Line(
                        text.say("commons.matter.EMERGENCY"),
                        then.emergency()
                                .map(procedure -> say(procedure, text))
                                .orElse(text.say("commons.no-emergency"))));
            if (then.ownership() != null && !then.ownership().equals(before.ownership()))
                lines.add(new Line(text.say("commons.ownership"), say(then.ownership(), text)));
            if (!Objects.equals(then.lock(), before.lock()))
                lines.add(new Line(text.say("commons.lock"), say(then.lock(), text)));
            if (!Objects.equals(then.weights(), before.weights()))
                lines.add(new Line(text.say("commons.weights"), weights(then, text)));
            return lines;
        }

        private static void formulas(Charter before, Charter then, Text text, List<Line> lines) {
            lines.add(new Line(text.say("commons.would-equation"), ""));
            for (var bucket : then.equation().buckets())
                if (!before.equation().buckets().contains(bucket))
                    for (var rule : bucket.rules())
                        lines.add(new Line(bucket.name() + ": " + rule.type(), rule.formula()));
        }

        @Override
        public String title(Commons commons, AmendCharter terms, Text text) {
            return terms.reason();
        }

        @Override
        public String enact(Authorised by, AmendCharter terms, String key) {
            int version = commonses.amend(by, terms.after(), terms.charter(), terms.reason(), key);
            return by.commons().address() + "/commons/charter?version=" + version;
        }
    }

    /// A procedure in one line.
    public static String say(Procedure procedure, Text text) {
        String majority = text.of("commons.majority", procedure.majority());
        String how = procedure.method().countsHeads()
                ? text.of("commons.decided", procedure.method(), majority)
                : text.say("commons.decided.CONSENT");
        String ways = Stream.of(Way.values())
                .filter(procedure::is)
                .map(way -> " " + text.of("commons.way-says", way))
                .collect(Collectors.joining());
        return text.say("commons.procedure", how, procedure.quorumPercent(), procedure.days())
                + (procedure.stewardsMay() ? " " + text.say("commons.stewards-may") : "")
                + ways;
    }

    /// The form of ownership and what each class gets, in one line.
    public static String say(Ownership ownership, Text text) {
        return text.of("commons.share-form", ownership.form()) + ": "
                + ownership.fractions().entrySet().stream()
                        .map(one -> {
                            ShareClass of = one.getKey();
                            return text.of("commons.share-class", of) + " " + text.number(one.getValue()) + " %";
                        })
                        .collect(Collectors.joining(", "));
    }

    /// The lock in one line.
    public static String say(@Nullable AssetLock lock, Text text) {
        if (lock == null) return text.say("commons.no-lock");
        return text.named("commons.statute", lock.statute()).orElse(lock.statute())
                + " "
                + (lock.partner() == null
                        ? text.say("commons.no-partner")
                        : text.say("commons.partner-is", lock.partner()))
                + " "
                + (lock.namesSuccessor()
                        ? text.say("commons.successor-is", lock.successorName())
                        : text.say("commons.no-successor"));
    }

    /// What voices weigh, in one line.
    public static String weights(Charter charter, Text text) {
        return !charter.hasWeights()
                ? text.say("commons.no-weights")
                : Objects.requireNonNull(charter.weights()).entrySet().stream()
                        .map(one -> one.getKey() + " " + text.number(one.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private record Classes(Commonses commonses, Circles circles) implements Unpriced<ChangeClass> {
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

    private record Roles(Commonses commonses) implements Unpriced<ChangeRole> {
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

    private record Release(Commonses commonses) implements Unpriced<ReleaseMember> {
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
