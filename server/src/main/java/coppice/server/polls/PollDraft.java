package coppice.server.polls;

import coppice.rules.voting.PollRule.Method;
import coppice.server.commons.CircleId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import java.util.List;
import java.util.Optional;

/// A poll as somebody asks it.
///
/// @param thread  the thread it belongs to; absent: it starts one
/// @param options none for a question; for times `2026-12-01 18:00`
/// @param zone    of the times; else empty
/// @param least   the fewest to choose, or the smallest score
/// @param most    the most to choose, the largest score, the dots or the credits
public record PollDraft(
        Optional<ThreadId> thread,
        String title,
        String words,
        Kind kind,
        List<String> options,
        String zone,
        int least,
        int most,
        Optional<Method> method,
        int seats,
        boolean secret,
        Shows shows,
        int days,
        Who who) {
    public PollDraft(
            Optional<ThreadId> thread,
            String title,
            String words,
            Kind kind,
            List<String> options,
            String zone,
            int least,
            int most,
            Optional<Method> method,
            int seats,
            boolean secret,
            Shows shows,
            int days) {
        this(thread, title, words, kind, options, zone, least, most, method, seats, secret, shows, days, Who.EVERYBODY);
    }

    /// Who is asked.
    ///
    /// @param circle   those of a circle or class
    /// @param named    certain people; with neither: all members
    /// @param weighted voices weigh what the charter says
    public record Who(Optional<CircleId> circle, List<PartyId> named, boolean weighted) {
        public static final Who EVERYBODY = new Who(Optional.empty(), List.of(), false);
    }
}
