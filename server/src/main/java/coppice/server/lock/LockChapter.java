package coppice.server.lock;

import coppice.rules.returns.Statute;
import coppice.server.charter.Chapter;
import coppice.server.charter.Charter;
import coppice.server.charter.Law;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Refused;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about the lock.
@Component
@Order(60)
class LockChapter implements Chapter<LockRules>, Law {
    @Override
    public Class<LockRules> type() {
        return LockRules.class;
    }

    @Override
    public Message title() {
        return Message.of("lock.chapter");
    }

    @Override
    public LockRules absent() {
        return new LockRules(null);
    }

    @Override
    public Statute of(Charter charter) {
        var lock = charter.chapter(LockRules.class).lock();
        return lock == null ? Statute.NONE : lock.rules();
    }

    @Override
    public List<Clause> says(LockRules rules, Charter charter, Commons commons, Text text) {
        var lock = rules.lock();
        if (lock == null) return List.of(new Clause(text.say("lock.statute"), text.say("lock.no-lock")));
        return List.of(
                new Clause(text.say("lock.statute"), statute(lock.statute(), text)),
                new Clause(
                        text.say("lock.partner"),
                        lock.partner() == null ? text.say("lock.no-partner") : lock.partner()),
                new Clause(
                        text.say("lock.successor"),
                        lock.successor() == null ? text.say("lock.none-here") : lock.successor()),
                new Clause(text.say("lock.body"), lock.body() == null ? text.say("lock.no-body") : lock.body()));
    }

    private static String statute(String name, Text text) {
        return text.word("lock.statute", name);
    }

    @Override
    public void check(LockRules rules, Charter charter, Commons commons) {
        var lock = rules.lock();
        if (lock == null) return;
        if (Statute.all().stream().noneMatch(one -> one.name().equals(lock.statute())))
            throw new Refused(new BadField("statute", BadField.Fault.NOT_A_CHOICE, lock.statute()));
        bounded("partner", lock.partner());
        bounded("successor", lock.successor());
        Fields.optional("body", lock.body(), AssetLock.LONGEST_BODY);
    }

    private static void bounded(String field, @Nullable String slug) {
        Fields.optional(field, slug, AssetLock.LONGEST_SLUG);
    }

    @Override
    public Matter matter(LockRules before, LockRules after) {
        return before.equals(after) ? Matter.CHARTER : Matter.LOCK;
    }

    @Override
    public boolean needsConsent(LockRules before, LockRules after) {
        return !before.equals(after);
    }

    @Override
    public Optional<String> address(Commons commons) {
        return Optional.of(commons.address() + "/lock/rules");
    }
}
