package coppice.server.decisions.web;

import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.commons.VoterClass;
import coppice.server.commons.VoterClasses;
import coppice.server.decisions.AuthorityMotions.EndAuthority;
import coppice.server.decisions.AuthorityMotions.GrantAuthority;
import coppice.server.decisions.Delegates;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.decisions.Proposals;
import coppice.server.decisions.SpecialResolutions;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll.Ballot;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread.Comment;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The page of a proposal, put together for whoever looks at it.
@Component
class ProposalView {
    private final Proposals proposals;
    private final Comments comments;
    private final Commonses commonses;
    private final PartyNames partyNames;
    private final Delegates delegates;
    private final SpecialResolutions special;
    private final VoterClasses classes;

    ProposalView(
            Proposals proposals,
            Comments comments,
            Commonses commonses,
            PartyNames partyNames,
            Delegates delegates,
            SpecialResolutions special,
            VoterClasses classes) {
        this.proposals = proposals;
        this.comments = comments;
        this.commonses = commonses;
        this.partyNames = partyNames;
        this.delegates = delegates;
        this.special = special;
        this.classes = classes;
    }

    /// @param would  what would happen if it passed now
    /// @param cannot why it could not be done now
    /// @param mine   what the viewer said last
    /// @param speaksFor who is heard through whom
    /// @param mayClose whether it can be closed before its time
    /// @param proxy    to whom the viewer gave their voice for this one
    /// @param receipt  of the secret stance that has just been given; shown this once
    /// @param checked  the counted stance whose receipt was asked for
    record ProposalPage(
            Commons commons,
            Proposal proposal,
            String title,
            List<Motion.Line> would,
            @Nullable Refusal cannot,
            Tally tally,
            List<Voice> voices,
            Map<PartyId, List<PartyId>> speaksFor,
            List<Comment> comments,
            Names names,
            boolean member,
            boolean steward,
            boolean voter,
            Optional<Voice> mine,
            boolean isMine,
            Optional<PartyId> me,
            boolean mayClose,
            Optional<PartyId> proxy,
            List<MemberLine> others,
            List<Ballot> secretBallots,
            Optional<String> receipt,
            Optional<Ballot> checked,
            List<VoterClass> classes,
            Form form) {
        /// What was said on a secret ballot.
        Stance stance(Ballot ballot) {
            return proposal.rule()
                    .method()
                    .stances()
                    .get(ballot.marks().keySet().iterator().next());
        }
    }

    private static boolean isAboutOne(Proposal proposal) {
        return proposal.matter() == Matter.MEMBERSHIP
                || proposal.motion().equals(Motion.name(GrantAuthority.class))
                || proposal.motion().equals(Motion.name(EndAuthority.class));
    }

    /// What concerns one person is named for those only who may know names.
    static String title(Standing standing, Text text, Proposal proposal) {
        return standing.showsNames() || !isAboutOne(proposal)
                ? proposal.title()
                : text.word("motion", proposal.motion());
    }

    Page page(Standing standing, Text text, ProposalId id, Form form) {
        return page(standing, text, id, form, Optional.empty(), Optional.empty());
    }

    Page page(
            Standing standing,
            Text text,
            ProposalId id,
            Form form,
            Optional<String> receipt,
            Optional<Ballot> checked) {
        var commons = standing.commons();
        var proposal = proposals.proposal(commons, id);
        boolean member = standing.isMember();
        var voices = member ? proposals.voices(commons.id(), id) : List.<Voice>of();
        var said = member ? comments.comments(commons.id(), proposal.thread()) : List.<Comment>of();
        List<Motion.Line> would = List.of();
        Refusal cannot = null;
        if (standing.showsNames() || !isAboutOne(proposal))
            try {
                if (proposal.isOpen()) would = proposals.dryRun(commons, proposal, text);
            } catch (Refused refused) {
                cannot = refused.refusal();
            }
        var stands = proposals.tally(commons, proposal);
        var speaksFor = new HashMap<PartyId, List<PartyId>>();
        if (member)
            stands.heardThrough()
                    .forEach((party, through) -> speaksFor
                            .computeIfAbsent(through, _ -> new ArrayList<>())
                            .add(party));
        var parties = new ArrayList<PartyId>(List.of(proposal.openedBy()));
        speaksFor.values().forEach(parties::addAll);
        voices.forEach(voice -> parties.add(voice.party()));
        said.forEach(comment -> {
            parties.add(comment.saidBy());
            comment.reactions().values().forEach(parties::addAll);
        });
        var proxy = member ? delegates.forProposal(standing.member(), id) : Optional.<PartyId>empty();
        proxy.ifPresent(parties::add);
        var me = standing.membership().map(membership -> membership.party());
        var mine = voices.stream()
                .filter(voice -> me.filter(voice.party()::equals).isPresent())
                .findFirst();
        return Page.of(
                "decisions/web/proposal.jte",
                new ProposalPage(
                        commons,
                        proposal,
                        title(standing, text, proposal),
                        would,
                        cannot,
                        Tally.of(proposal, stands, () -> classes.names(commons.id(), text)),
                        voices,
                        speaksFor,
                        said,
                        partyNames.of(standing, text, parties),
                        member,
                        standing.isSteward(),
                        me.filter(stands.voters()::contains).isPresent(),
                        mine,
                        me.filter(proposal.openedBy()::equals).isPresent(),
                        me,
                        member && stands.mayClose(),
                        proxy,
                        member && proposal.isOpen() ? others(standing) : List.of(),
                        member ? proposals.secretBallots(commons, proposal) : List.of(),
                        receipt,
                        checked,
                        member ? special.classes(standing.member(), proposal) : List.of(),
                        form));
    }

    private List<MemberLine> others(Standing standing) {
        return commonses.members(standing.commons().id()).stream()
                .filter(line -> !line.party().equals(standing.member().party()))
                .toList();
    }
}
