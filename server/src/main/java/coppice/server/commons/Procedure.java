package coppice.server.commons;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.web.Text;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a commons decides about a matter.
///
/// @param stewardsMay true: stewards may act by themselves, too; it is recorded as their act
/// @param days        how long a proposal is open
/// @param ways        what is out of the ordinary; absent in charters from before there were any
@JsonIgnoreProperties(value = "special", allowGetters = true)
public record Procedure(
        Method method,
        Majority majority,
        int quorumPercent,
        int days,
        boolean stewardsMay,
        @Nullable Set<Way> ways) {
    /// Where heads are not counted, it says nothing about a majority.
    public Procedure {
        majority = method.countsHeads() ? Objects.requireNonNull(majority) : Majority.SIMPLE;
        ways = ways == null || ways.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(ways));
    }

    public Procedure(Method method, Majority majority, int quorumPercent, int days, boolean stewardsMay) {
        this(method, majority, quorumPercent, days, stewardsMay, Set.of());
    }

    /// What a procedure may ask for beside its rule.
    public enum Way {
        /// The rule must be met by all and by every class apart.
        EACH_CLASS,
        /// The rule must be met by all, and every class that has members must say yes more often than no: a
        /// special resolution.
        CLASS_MAJORITY,
        /// The quorum goes by the number of members: half below ten, but three; two fifths up to fifty;
        /// twenty above.
        QUORUM_BY_SIZE,
        /// Nobody learns who said what; one person, one voice.
        SECRET
    }

    /// Consent within a week, half of the members taking part.
    public static final Procedure CONSENT = new Procedure(Method.CONSENT, Majority.SIMPLE, 50, 7, false);

    /// More than half of all members, within a day.
    public static final Procedure WITHIN_A_DAY = new Procedure(Method.YES_NO, Majority.ABSOLUTE, 50, 1, false);

    /// Three quarters of the votes and a majority in every class, half of the members taking part.
    public static final Procedure SPECIAL =
            new Procedure(Method.YES_NO, Majority.THREE_QUARTERS, 50, 14, false, Set.of(Way.CLASS_MAJORITY));

    /// A class resolution: more yes than no among those of a class who vote, within three days.
    public static final Procedure CLASS = new Procedure(Method.YES_NO, Majority.SIMPLE, 0, 3, false);

    private static final Set<Majority> SPECIAL_MAJORITIES = EnumSet.of(
            Majority.TWO_THIRDS, Majority.THREE_QUARTERS, Majority.THREE_QUARTERS_OF_ALL, Majority.UNANIMOUS);

    public static final int LONGEST_DAYS = 365;

    /// In one line.
    public String says(Text text) {
        String how = method.countsHeads()
                ? text.of("commons.decided", method, text.of("commons.majority", majority))
                : text.say("commons.decided.CONSENT");
        return text.say("commons.procedure", how, quorumPercent, days)
                + (stewardsMay ? " " + text.say("commons.stewards-may") : "")
                + Stream.of(Way.values())
                        .filter(this::is)
                        .map(way -> " " + text.of("commons.way-says", way))
                        .collect(Collectors.joining());
    }

    public PassingRule rule() {
        return new PassingRule(method, majority, quorumPercent, is(Way.QUORUM_BY_SIZE));
    }

    /// Whether it is a special resolution: heads counted, two thirds at least, the classes heard, no steward
    /// alone.
    public boolean isSpecial() {
        return method == Method.YES_NO
                && SPECIAL_MAJORITIES.contains(majority)
                && (is(Way.CLASS_MAJORITY) || is(Way.EACH_CLASS))
                && !stewardsMay;
    }

    public boolean is(Way way) {
        return ways != null && ways.contains(way);
    }

    public Procedure withStewards(boolean may) {
        return new Procedure(method, majority, quorumPercent, days, may, ways);
    }

    public Procedure with(Way way) {
        var more = EnumSet.of(way);
        if (ways != null) more.addAll(ways);
        return new Procedure(method, majority, quorumPercent, days, stewardsMay, more);
    }
}
