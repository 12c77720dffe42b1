package coppice.server.commons;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import java.util.Optional;

/// What somebody is in a commons; for all they may not do, it is as if it were not there.
///
/// @param showsNames true when this person may read members' names
public record Standing(Commons commons, Optional<Member> membership, boolean showsNames) {
    public Member member() {
        return membership.orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    public Steward steward() {
        if (member() instanceof Steward steward) return steward;
        throw new Refused(new KernelRefusal.NotFound());
    }

    /// Nothing changes here any more.
    public boolean hasEnded() {
        return commons.ended().isPresent();
    }

    /// The same without what a steward may, for a program whose token may not.
    public Standing asMember() {
        return new Standing(
                commons, membership.map(one -> new Member(one.commons(), one.party(), one.name())), showsNames);
    }

    public boolean isMember() {
        return membership.isPresent();
    }

    public boolean isSteward() {
        return membership.orElse(null) instanceof Steward;
    }
}
