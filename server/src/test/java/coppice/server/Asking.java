package coppice.server;

import coppice.rules.voting.PollRule.Method;
import coppice.server.charter.Charters;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import coppice.server.polls.PollCounts;
import coppice.server.polls.PollDraft;
import coppice.server.polls.PollId;
import coppice.server.polls.Polls;
import coppice.server.polls.SecretBallots.Vote;
import coppice.server.web.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A commons of four that asks each other questions; a new one for every test.
@SuppressWarnings("this-escape")
public abstract class Asking {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    protected static final Duration LATER = Duration.ofDays(8);

    protected final House house = House.open();
    protected final Polls polls = house.room(Polls.class);
    protected final PollCounts counts = house.room(PollCounts.class);
    protected final Commonses commonses = house.room(Commonses.class);
    protected final Charters charters = house.room(Charters.class);
    protected final Commons commons;
    protected final List<Member> members = new ArrayList<>();

    protected Asking() {
        String slug = "asking-" + NUMBER.incrementAndGet();
        commons = charters.found(
                house.story().person("Ana"),
                slug,
                slug,
                "EUR",
                house.room(Presets.class).charter(Preset.TIME_BANK, "Made for a test"),
                "found-" + slug);
        members.add(member("Ana"));
        for (var name : List.of("Ben", "Cy", "Dot")) {
            commonses.join(house.story().person(name), commonses.invite((Steward) members.getFirst(), Role.MEMBER));
            members.add(member(name));
        }
    }

    protected Member member(String name) {
        var account = house.story().person(name);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return commonses.standing(commons.slug(), viewer).member();
    }

    protected static PollDraft draft(Kind kind, List<String> options, int least, int most) {
        return new PollDraft(
                Optional.empty(),
                "A question",
                "Some words",
                kind,
                options,
                "Europe/Berlin",
                least,
                most,
                Optional.empty(),
                1,
                false,
                Shows.ALWAYS,
                7);
    }

    protected static PollDraft secret(Kind kind, List<String> options, int least, int most) {
        var plain = draft(kind, options, least, most);
        return new PollDraft(
                plain.thread(),
                plain.title(),
                plain.words(),
                kind,
                options,
                plain.zone(),
                least,
                most,
                plain.method(),
                1,
                true,
                Shows.ALWAYS,
                7);
    }

    protected static PollDraft by(Method method, int seats, PollDraft draft) {
        return new PollDraft(
                draft.thread(),
                draft.title(),
                draft.words(),
                draft.kind(),
                draft.options(),
                draft.zone(),
                draft.least(),
                draft.most(),
                Optional.of(method),
                seats,
                draft.secret(),
                draft.shows(),
                draft.days());
    }

    protected PollId open(PollDraft draft) {
        return polls.open(members.getFirst(), draft, UUID.randomUUID().toString());
    }

    protected String vote(int member, PollId poll, Map<Integer, Integer> marks) {
        return polls.vote(
                members.get(member),
                poll,
                new Vote(marks, "", "", UUID.randomUUID().toString()));
    }

    protected static Refusal refusal(Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("was not refused");
    }

    protected Poll close(PollId poll) {
        return polls.closeEarly(members.getFirst(), poll);
    }
}
