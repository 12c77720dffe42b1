package coppice.server.outcomes;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.polls.Poll;
import coppice.server.polls.Polls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Addresses that a reader of news or a calendar may fetch without a sign-in.
///
/// Whoever has such an address sees titles and times of one commons' proposals and polls, as its member
/// does; each can be ended by itself, and ends with the membership.
@Service
public class Feeds {
    private static final int SHOWN = 50;

    private final FeedTables tables;
    private final Proposals proposals;
    private final Polls polls;
    private final Commonses commonses;
    private final Ids ids;
    private final Today today;

    Feeds(FeedTables tables, Proposals proposals, Polls polls, Commonses commonses, Ids ids, Today today) {
        this.tables = tables;
        this.proposals = proposals;
        this.polls = polls;
        this.commonses = commonses;
        this.ids = ids;
        this.today = today;
    }

    public enum Kind {
        ATOM,
        ICAL
    }

    public record Feed(FeedId id, Kind kind, Instant madeAt) {}

    /// One thing that was asked.
    ///
    /// @param at     when it was asked, or closed
    /// @param starts when what was decided takes place: the time that won; else its close
    public record Line(Id id, String title, String address, boolean open, Instant at, Instant starts, boolean event) {}

    /// Makes an address of its own; the secret in it is shown this once.
    public String make(Member member, Kind kind) {
        String secret = member.commons().id() + "." + ids.secret();
        tables.add(member, ids.next(), kind, Ids.digest(secret), today.now());
        return secret;
    }

    public List<Feed> of(Member member) {
        return tables.of(member);
    }

    public void end(Member member, FeedId feed) {
        if (tables.end(member, feed, today.now()) == 0) throw new Refused(new KernelRefusal.NotFound());
    }

    /// Whose address it is.
    public record Reader(Commons commons, PartyId party) {}

    /// The commons that an address is for, and whose it is; not found when it was ended, or the membership was.
    public Reader reader(String secret, Kind kind) {
        int dot = secret.indexOf('.');
        if (dot < 0) throw new Refused(new KernelRefusal.NotFound());
        var id = new CommonsId(Ids.parse(secret.substring(0, dot)));
        var party =
                tables.party(id, Ids.digest(secret), kind).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        commonses.member(id, party);
        return commonses.commons(List.of(id)).stream()
                .findFirst()
                .map(commons -> new Reader(commons, party))
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// What was asked last, the newest first.
    public List<Line> lines(Reader reader) {
        var commons = reader.commons();
        var lines = new ArrayList<Line>();
        for (var proposal : proposals.proposals(commons, SHOWN))
            lines.add(new Line(
                    proposal.id(),
                    proposal.title(),
                    Proposals.address(commons, proposal.id()),
                    proposal.isOpen(),
                    proposal.closed().map(Proposal.Outcome::at).orElse(proposal.openedAt()),
                    proposal.closesAt(),
                    false));
        for (var poll : polls.polls(reader.party(), commons, Optional.empty(), SHOWN)) {
            var won = poll.closed().map(Poll.Outcome::winners).orElse(List.of());
            boolean isEvent = poll.kind() == Poll.Kind.TIME && !won.isEmpty();
            lines.add(new Line(
                    poll.id(),
                    poll.title(),
                    Polls.address(commons, poll.id()),
                    poll.isOpen(),
                    poll.closed().map(Poll.Outcome::at).orElse(poll.openedAt()),
                    isEvent ? Poll.time(won.getFirst(), poll.zone()) : poll.closesAt(),
                    isEvent));
        }
        lines.sort(Comparator.comparing(Line::at).reversed());
        return lines;
    }
}
