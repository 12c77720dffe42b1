package coppice.server.polls.web;

import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollRule;
import coppice.rules.voting.PollRule.Method;
import coppice.server.commons.Standing;
import coppice.server.polls.Poll;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import coppice.server.polls.PollCounts;
import coppice.server.polls.PollId;
import coppice.server.polls.Polls;
import coppice.server.polls.SecretBallots;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/c/{slug}/polls")
class PollApi {
    private static final int MOST = 1000;

    private final Polls polls;
    private final PollCounts counts;

    PollApi(Polls polls, PollCounts counts) {
        this.polls = polls;
        this.counts = counts;
    }

    /// @param method  how it is counted; absent for a question
    /// @param seats   how many options win
    /// @param given   how many ballots you gave; absent when you may not vote
    /// @param result  the count, as far as you may see it
    /// @param winners of a closed poll
    record PollItem(
            String id,
            String thread,
            String title,
            String words,
            Kind kind,
            List<String> options,
            String zone,
            int least,
            int most,
            @Nullable Method method,
            int seats,
            String electorate,
            boolean named,
            boolean weighted,
            boolean secret,
            Shows shows,
            Instant openedAt,
            Instant closesAt,
            boolean open,
            long eligible,
            long took,
            @Nullable Integer given,
            List<String> winners,
            boolean decidedByLot,
            @Nullable PollResult result) {}

    /// @param marks   by option number, from 0: 1 for chosen, the score, the dots, the votes, the rank, or 0 to 2
    /// for a time
    /// @param words   why, or the answer to a question
    /// @param receipt of a secret ballot that is to be changed
    record BallotBody(
            @Nullable Map<String, Integer> marks,
            @Nullable String words,
            @Nullable String receipt) {}

    /// @param receipt of a secret ballot; nobody can find it again
    record Taken(PollItem poll, @Nullable String receipt) {}

    private PollItem item(Standing standing, Poll poll, boolean withResult) {
        var part = counts.part(standing.commons(), poll, standing.member().party());
        return item(standing, poll, part, withResult);
    }

    private PollItem item(Standing standing, Poll poll, PollCounts.Part part, boolean withResult) {
        var me = standing.member().party();
        var commons = standing.commons();
        var rule = poll.rule();
        return new PollItem(
                poll.id().toString(),
                poll.thread().toString(),
                poll.title(),
                poll.words(),
                poll.kind(),
                poll.options(),
                poll.zone(),
                rule.map(it -> it.form().least()).orElse(0),
                rule.map(it -> it.form().most()).orElse(0),
                rule.map(PollRule::method).orElse(null),
                rule.map(PollRule::seats).orElse(1),
                poll.asked().electorate(),
                poll.asked().named(),
                poll.asked().weighted(),
                poll.secret(),
                poll.shows(),
                poll.openedAt(),
                poll.closesAt(),
                poll.isOpen(),
                part.turnout().eligible(),
                part.turnout().took(),
                part.given().orElse(null),
                poll.closed().map(Poll.Outcome::winners).orElse(List.of()),
                poll.closed().map(Poll.Outcome::isTied).orElse(false),
                withResult && counts.mayRead(commons, poll, Optional.of(me))
                        ? counts.counted(commons, poll, Optional.of(me))
                                .result()
                                .orElse(null)
                        : null);
    }

    @Operation(summary = "Polls, the open ones first, without their counts")
    @GetMapping
    @Allow(Access.MEMBER)
    List<PollItem> list(Standing standing) {
        var me = standing.member().party();
        var all = polls.polls(me, standing.commons(), Optional.empty(), MOST);
        var parts = counts.parts(standing.commons(), all, me);
        return all.stream()
                .map(poll -> item(standing, poll, Objects.requireNonNull(parts.get(poll.id())), false))
                .toList();
    }

    @Operation(summary = "A poll, and its count as far as you may see it")
    @GetMapping("/{poll}")
    @Allow(Access.MEMBER)
    PollItem one(Standing standing, @PathVariable PollId poll) {
        return item(standing, polls.poll(standing.member(), poll), true);
    }

    @Operation(summary = "Opens a poll; those of this moment who are asked may vote")
    @PostMapping
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    PollItem open(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody PollBody body) {
        var id = polls.open(standing.member(), body.draft(), key);
        return one(standing, id);
    }

    @Operation(summary = "Votes, or votes otherwise than before; until the close")
    @PostMapping("/{poll}/ballots")
    @Allow(Access.MEMBER)
    Taken vote(
            Standing standing,
            @PathVariable PollId poll,
            @RequestHeader(Api.KEY) String key,
            @RequestBody BallotBody body) {
        var marks = new HashMap<String, String>();
        if (body.marks() != null) body.marks().forEach((option, mark) -> marks.put(option, String.valueOf(mark)));
        String receipt = polls.vote(
                standing.member(),
                poll,
                new SecretBallots.Vote(Polls.marks(marks), Api.given(body.words()), Api.given(body.receipt()), key));
        return new Taken(one(standing, poll), receipt.isEmpty() ? null : receipt);
    }

    @Operation(summary = "Closes a poll before its time, when everyone has voted")
    @PostMapping("/{poll}/close")
    @Allow(Access.MEMBER)
    PollItem close(Standing standing, @PathVariable PollId poll) {
        return item(standing, polls.closeEarly(standing.member(), poll), true);
    }
}
