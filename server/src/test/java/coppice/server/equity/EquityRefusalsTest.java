package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareForm;
import coppice.server.Putting;
import coppice.server.Refusing;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a register cannot hold.
class EquityRefusalsTest extends Refusing {
    @Test
    void sharesBeginWithTheirFounders() {
        var nobody = new EquityMotions.FoundShares(today(), List.of());
        assertThat(refusal(() -> Putting.propose(ana, nobody, "Shares", "For a test", key())))
                .isInstanceOf(EquityRefusal.FounderMissing.class);
        found();
        assertThat(refused("Ana", "/equity/shares", """
                        {'shareClass':'FUNDER','party':'%s','shares':1,'paid':'1.00','on':'%s','reason':'r'}""".formatted(party(1), today().minusYears(9))))
                .isEqualTo("before-founding");
    }

    @Test
    void thereIsNoRegisterWithoutAnOwner() {
        var other = make("unowned", house.room(Presets.class).charter(Preset.TIME_BANK, "Owned by nobody"));
        assertThat(refusal(() -> register.ownership(other.id()))).isInstanceOf(EquityRefusal.NoOwnership.class);
    }

    @Test
    void anAssociationPaysNothingOut() {
        amend(charterNow().with(new OwnershipRules(Ownership.preset(ShareForm.ASSOCIATION, 2))));
        assertThat(refusal(() -> house.room(Gains.class).preview(commons, 90_000)))
                .isInstanceOf(EquityRefusal.NotInThisForm.class);
    }

    @Test
    void whatItHasBecomeWorthNeedsFundersShares() {
        amend(charterNow().with(new OwnershipRules(Ownership.preset(ShareForm.COMPANY, 2))));
        assertThat(refusal(() -> house.room(Gains.class).preview(commons, 90_000)))
                .isInstanceOf(EquityRefusal.NoFundersShares.class);
    }
}
