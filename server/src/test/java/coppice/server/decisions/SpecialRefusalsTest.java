package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareClass;
import coppice.server.Putting;
import coppice.server.Refusing;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecialRefusalsTest extends Refusing {
    /// The lock is changed by special resolution as it is.
    @Test
    void whatIsSpecialIsNotMadeSpecialAgain() {
        found();
        issue(ShareClass.FUNDER, party(1), 10, 1_000);
        var lock = charterNow().with(new LockRules(new AssetLock("NONE", null, null, "Another federation")));
        var open = put("amend-charter", Putting.amendment(charters.inForce(commons.id()), lock, "For a test"));
        assertThat(refusal(() -> put("call-special", Map.of("proposal", open.toString(), "class", "equity:FUNDER"))))
                .isInstanceOf(DecisionRefusal.CannotBeSpecial.class);
    }
}
