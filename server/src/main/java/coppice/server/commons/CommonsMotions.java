package coppice.server.commons;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.MotionKind.Line;
import coppice.server.commons.Procedure.Way;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a commons can decide about itself.
@Configuration(proxyBeanMethods = false)
public class CommonsMotions {
    public static final String AMEND = "amend-charter";
    public static final String ROLE = "change-role";
    public static final String RELEASE = "release-member";
    public static final String CLASS = "change-class";

    /// The terms of a motion to adopt `charter`, written on the version `after`.
    public static Map<String, String> amendment(
            JsonMapper json, CharterVersion before, Charter charter, String reason) {
        return Map.of(
                "after",
                String.valueOf(before.version()),
                "charter",
                json.writeValueAsString(charter),
                "reason",
                reason,
                LOCK,
                before.charter().touchesLock(charter) ? "yes" : "no");
    }

    /// The term that says whether a change needs a special resolution.
    private static final String LOCK = "lock";

    @Bean
    MotionKind amendCharter(Commonses commonses, JsonMapper json) {
        return new Amend(commonses, json);
    }

    @Bean
    MotionKind changeRole(Commonses commonses) {
        return new ChangeRole(commonses);
    }

    @Bean
    MotionKind releaseMember(Commonses commonses) {
        return new Release(commonses);
    }

    @Bean
    MotionKind changeClass(Commonses commonses, Circles circles) {
        return new ChangeClass(commonses, circles);
    }

    /// Terms: `after`, the version it was written on; `charter`, as JSON; `reason`; `lock`, yes where it
    /// touches what only a special resolution may change.
    private record Amend(Commonses commonses, JsonMapper json) implements MotionKind {
        @Override
        public String name() {
            return AMEND;
        }

        @Override
        public Matter matter() {
            return Matter.CHARTER;
        }

        @Override
        public Matter matter(Map<String, String> terms) {
            return "yes".equals(terms.get(LOCK)) ? Matter.LOCK : Matter.CHARTER;
        }

        /// What was put under the ordinary procedure cannot reach what is locked.
        private void refuseHidden(CharterVersion now, Charter then, Map<String, String> terms) {
            if (now.charter().touchesLock(then) && matter(terms) != Matter.LOCK)
                throw new Refused(new CommonsRefusal.NeedsADecision(Matter.LOCK.name()));
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            int after = Fields.whole("after", terms.get("after"), 1, Integer.MAX_VALUE - 1);
            var now = commonses.charter(commons.id());
            if (now.version() != after) throw new Refused(new CommonsRefusal.CharterMoved(now.version()));
            var before = now.charter();
            var then = charter(terms);
            commonses.check(commons.id(), then);
            refuseHidden(now, then, terms);
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("commons.would-adopt", after + 1), ""));
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

        private Charter charter(Map<String, String> terms) {
            try {
                return json.readValue(terms.getOrDefault("charter", ""), Charter.class);
            } catch (JacksonException unreadable) {
                throw new Refused(new CommonsRefusal.UnreadableCharter());
            }
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            int after = Fields.whole("after", terms.get("after"), 1, Integer.MAX_VALUE - 1);
            var then = charter(terms);
            refuseHidden(commonses.charter(mandate.commons().id()), then, terms);
            int version = commonses.amend(
                    mandate,
                    after,
                    then,
                    terms.getOrDefault("reason", ""),
                    mandate.decision().toString());
            return mandate.commons().address() + "/commons/charter?version=" + version;
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
                        .map(
                                one -> {
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

    /// Terms: `circle`, a class; `member`, a party; `in`, yes or no.
    private record ChangeClass(Commonses commonses, Circles circles) implements MotionKind {
        @Override
        public String name() {
            return CLASS;
        }

        @Override
        public Matter matter() {
            return Matter.MEMBERSHIP;
        }

        private static boolean in(Map<String, String> terms) {
            return Fields.text("in", terms.get("in"), 3).equals("yes");
        }

        private Circle circle(Commons commons, Map<String, String> terms) {
            var circle = circles.circle(commons.id(), Ids.parse(terms.getOrDefault("circle", "")));
            if (!circle.isClass()) throw new Refused(new KernelRefusal.NotFound());
            return circle;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var line = commonses.member(commons.id(), member(terms));
            return List.of(new Line(
                    text.say(in(terms) ? "commons.would-enter" : "commons.would-leave", line.name()),
                    circle(commons, terms).name()));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var circle = circle(mandate.commons(), terms);
            circles.changeClass(mandate, circle.id(), member(terms), in(terms));
            return mandate.commons().address() + "/commons/circles/" + circle.id();
        }
    }

    /// Terms: `member`, a party; `role`.
    private record ChangeRole(Commonses commonses) implements MotionKind {
        @Override
        public String name() {
            return ROLE;
        }

        @Override
        public Matter matter() {
            return Matter.MEMBERSHIP;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var line = commonses.member(commons.id(), member(terms));
            var role = Fields.choice("role", Role.class, terms.get("role"));
            return List.of(
                    new Line(text.say("commons.would-role", line.name()), text.of("commons.role", role)));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            commonses.changeRole(mandate, member(terms), Fields.choice("role", Role.class, terms.get("role")));
            return mandate.commons().address() + "/commons";
        }
    }

    /// Terms: `member`, a party.
    private record Release(Commonses commonses) implements MotionKind {
        @Override
        public String name() {
            return RELEASE;
        }

        @Override
        public Matter matter() {
            return Matter.MEMBERSHIP;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var line = commonses.member(commons.id(), member(terms));
            return List.of(
                    new Line(text.say("commons.would-release", line.name()), ""),
                    new Line(text.say("commons.would-keep"), ""));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            commonses.release(mandate, member(terms));
            return mandate.commons().address() + "/commons";
        }
    }

    private static PartyId member(Map<String, String> terms) {
        return new PartyId(Ids.parse(terms.getOrDefault("member", "")));
    }
}
