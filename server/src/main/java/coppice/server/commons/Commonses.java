package coppice.server.commons;

import coppice.server.identity.Account;
import coppice.server.kernel.AccountId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.web.Viewer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The commons of this server: founding and membership.
@Service
public class Commonses {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Duration INVITATION_LASTS = Duration.ofDays(14);

    private static final int LONGEST_SEARCH = 80;

    private final CommonsTables tables;
    private final Governance governance;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final ApplicationEventPublisher events;

    Commonses(
            CommonsTables tables,
            Governance governance,
            Transactions transactions,
            Ids ids,
            Today today,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.governance = governance;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
        this.events = events;
    }

    /// Founds a commons; the founder is its first steward.
    public Steward found(Account founder, String name, String slug, String currency) {
        return transactions.run(() -> {
            if (!SLUG.matcher(slug).matches()) throw new Refused(new CommonsRefusal.BadSlug(slug));
            var commons = new Commons(
                    new CommonsId(ids.next()),
                    slug,
                    Fields.text("name", name, 80),
                    Money.currency(Fields.text("currency", currency, 3)),
                    "",
                    Optional.empty());
            if (!tables.add(commons, today.now())) throw new Refused(new CommonsRefusal.SlugTaken(slug));
            var party = new PartyId(ids.next());
            tables.addParty(commons.id(), party, founder.name(), founder.id(), today.now());
            tables.addMembership(commons.id(), party, Role.STEWARD, today.now());
            events.publishEvent(new CommonsFounded(commons));
            return new Steward(commons, party, founder.name());
        });
    }

    public List<Commons> all() {
        return tables.all();
    }

    /// Some of them, by name.
    ///
    /// @param search what their names hold; empty: all
    /// @param after  the address name of the one before the first; empty: from the beginning
    public List<Commons> page(String search, String after, int most) {
        return tables.page(
                Fields.optional("search", search, LONGEST_SEARCH),
                Fields.optional("after", after, LONGEST_SEARCH),
                most);
    }

    /// Those that there are, by name.
    public List<Commons> commons(Collection<CommonsId> wanted) {
        return wanted.isEmpty() ? List.of() : tables.byIds(wanted);
    }

    public Optional<Commons> bySlug(String slug) {
        return tables.bySlug(slug);
    }

    /// What `viewer` is in the commons of that name; not found when there is none.
    public Standing standing(String slug, Viewer viewer) {
        return tables.standing(slug, viewer.account()).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Lets anyone read members' names, or nobody but members, as a charter just adopted says. Kept here, for every
    /// page of a commons begins with it.
    public void showNames(Authorised by, boolean toAnyone) {
        tables.showNames(by.commons().id(), toAnyone);
    }

    /// Refuses what would change a commons that has ended, as it stands at this moment.
    public void refuseEnded(Commons commons) {
        tables.byId(commons.id()).ifPresent(Commons::refuseEnded);
    }

    /// Refuses everything after the end, and a steward's own act where the charter asks for a decision; a mandate is
    /// one.
    public void mayDecide(Authorised by, Matter matter) {
        refuseEnded(by.commons());
        if (by instanceof Steward
                && !governance.procedure(by.commons().id(), matter).stewardsMay())
            throw new Refused(new CommonsRefusal.NeedsADecision(matter.name()));
    }

    /// Whether somebody may act alone in this matter.
    public boolean mayAct(Standing standing, Matter matter) {
        return standing.isSteward()
                && !standing.hasEnded()
                && governance.procedure(standing.commons().id(), matter).stewardsMay();
    }

    /// Gives a member another role; a commons keeps at least one steward.
    public void changeRole(Authorised by, PartyId member, Role role) {
        transactions.run(() -> {
            mayDecide(by, Matter.MEMBERSHIP);
            keepASteward(by.commons().id(), member, role == Role.STEWARD);
            if (tables.changeRole(by.commons().id(), member, role) == 0)
                throw new Refused(new KernelRefusal.NotFound());
            tables.addMembershipChange(by, member, Optional.of(role), ids.next(), today.now());
        });
    }

    /// Ends a membership; what the person gave and what they are owed stays theirs.
    public void release(Authorised by, PartyId member) {
        transactions.run(() -> {
            mayDecide(by, Matter.MEMBERSHIP);
            keepASteward(by.commons().id(), member, false);
            if (tables.endMembership(by.commons().id(), member, today.now()) == 0)
                throw new Refused(new KernelRefusal.NotFound());
            tables.addMembershipChange(by, member, Optional.empty(), ids.next(), today.now());
            events.publishEvent(new MemberReleased(by, member));
        });
    }

    private void keepASteward(CommonsId commons, PartyId member, boolean stays) {
        if (stays) return;
        var stewards = tables.lockStewards(commons);
        if (stewards.equals(List.of(member))) throw new Refused(new CommonsRefusal.LastSteward());
    }

    /// A member of that name and id; not found when there is none.
    public MemberLine member(CommonsId commons, PartyId party) {
        return tables.member(commons, party).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Says something on every page of the commons.
    public void announce(Steward steward, String notice) {
        tables.announce(steward.commons().id(), Fields.optional("notice", notice, 500));
    }

    /// A link that makes whoever opens it a member, once.
    public String invite(Steward steward, Role role) {
        String secret = ids.secret();
        tables.addInvitation(
                steward.commons().id(),
                Ids.digest(secret),
                role,
                steward.party(),
                today.now(),
                today.now().plus(INVITATION_LASTS));
        return steward.commons().id() + "." + secret;
    }

    /// The commons an invitation is for; refused when it is used, expired or unknown.
    public Commons invitedTo(String invitation) {
        return tables.byId(invitationCommons(invitation))
                .filter(commons -> commons.ended().isEmpty()
                        && tables.invitation(
                                        commons.id(),
                                        Ids.digest(invitation.substring(invitation.indexOf('.') + 1)),
                                        today.now())
                                .isPresent())
                .orElseThrow(() -> new Refused(new CommonsRefusal.InvitationSpent()));
    }

    public Commons join(Account account, String invitation) {
        return transactions.run(() -> {
            var commons = invitedTo(invitation);
            String digest = Ids.digest(invitation.substring(invitation.indexOf('.') + 1));
            var role = tables.invitation(commons.id(), digest, today.now()).orElseThrow();
            var party = enter(commons.id(), account, role);
            if (tables.acceptInvitation(commons.id(), digest, party, today.now()) == 0)
                throw new Refused(new CommonsRefusal.InvitationSpent());
            return commons;
        });
    }

    /// The same for somebody whose account is made with it: both, or neither.
    public Commons join(Supplier<Account> account, String invitation) {
        return transactions.run(() -> join(account.get(), invitation));
    }

    /// Makes whoever asked a member, by somebody's authority.
    void admit(Authorised by, Account account) {
        var party = enter(by.commons().id(), account, Role.MEMBER);
        tables.addMembershipChange(by, party, Optional.of(Role.MEMBER), ids.next(), today.now());
    }

    /// Who comes in twice at once waits here for the other, and is a member then.
    private PartyId enter(CommonsId commons, Account account, Role role) {
        tables.addParty(commons, new PartyId(ids.next()), account.name(), account.id(), today.now());
        var party = tables.partyOf(commons, account.id());
        if (!tables.addMembership(commons, party, role, today.now()))
            throw new Refused(new CommonsRefusal.AlreadyMember());
        return party;
    }

    private static CommonsId invitationCommons(String invitation) {
        int dot = invitation.indexOf('.');
        if (dot < 0) throw new Refused(new CommonsRefusal.InvitationSpent());
        try {
            return new CommonsId(java.util.UUID.fromString(invitation.substring(0, dot)));
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(new CommonsRefusal.InvitationSpent());
        }
    }

    /// Somebody the commons deals with who has no account here: a supporter, an author of an imported
    /// history.
    public PartyId addParty(CommonsId commons, String name) {
        var party = new PartyId(ids.next());
        tables.addParty(commons, party, name, null, today.now());
        return party;
    }

    public List<MemberLine> members(CommonsId commons) {
        return tables.members(commons);
    }

    /// One line of the list of members.
    public record MemberLine(PartyId party, String name, Role role, java.time.Instant since) {}

    /// Somebody's place in one of their commons.
    public record Seat(Commons commons, PartyId party) {}

    /// The accounts of those parties who have one.
    public List<AccountId> accounts(CommonsId commons, Collection<PartyId> parties) {
        return tables.accounts(commons, parties);
    }

    public List<Seat> seats(Account account) {
        return tables.seats(account.id());
    }

    public List<Commons> of(Account account) {
        return seats(account).stream().map(Seat::commons).toList();
    }

    public Optional<Party> party(CommonsId commons, PartyId party) {
        return Optional.ofNullable(parties(commons, List.of(party)).get(party));
    }

    /// Those of `wanted` that exist, by id.
    public Map<PartyId, Party> parties(CommonsId commons, Collection<PartyId> wanted) {
        return wanted.isEmpty() ? Map.of() : tables.parties(commons, wanted);
    }
}
