package coppice.server.polls;

import coppice.rules.sortition.Panel;
import coppice.rules.sortition.Sortition;
import coppice.rules.sortition.Sortition.Person;
import coppice.rules.sortition.Sortition.Quota;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.talk.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Panels drawn by lot from the members, under quotas where some are wanted, as fair as these allow. The
/// pool, the quotas and the seed are kept, so that anyone can draw again.
@Service
public class Panels {
    private final PanelTables tables;
    private final Threads threads;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Panels(PanelTables tables, Threads threads, Commonses commonses, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.threads = threads;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// A panel that was drawn.
    ///
    /// @param chances of everyone in the pool, as fractions
    public record Drawn(
            PanelId id,
            ThreadId thread,
            String title,
            int places,
            long seed,
            Map<String, Map<String, String>> pool,
            List<Quota> quotas,
            List<String> members,
            Map<String, String> chances,
            PartyId drawnBy,
            Instant drawnAt) {}

    /// Draws a panel of the members of this moment.
    ///
    /// @param features a line a member: their name and what they are, as `Ana, town=Hill, age=young`;
    /// whoever is not named has none
    /// @param quotas   a line a quota: `town=Hill 1-2`
    public PanelId draw(
            Member member,
            Optional<ThreadId> thread,
            String title,
            int places,
            String features,
            String quotas,
            String key) {
        return transactions.run(() -> {
            String what = Fields.text("title", title, 200);
            var request = RequestKey.asked("panel", member.party(), key, thread, what, places, features, quotas);
            var earlier = tables.byKey(member.commons().id(), request);
            if (earlier.isPresent()) return earlier.get();
            var pool = pool(member.commons().id(), features);
            var wanted = quotas(quotas);
            long seed = ids.next().getLeastSignificantBits() >>> 16;
            var people = pool.entrySet().stream()
                    .map(one -> new Person(one.getKey(), one.getValue()))
                    .toList();
            Panel panel;
            try {
                panel = Sortition.draw(people, wanted, places, seed);
            } catch (Sortition.Impossible impossible) {
                throw new Refused(new PollRefusal.NoPanel(String.valueOf(impossible.getMessage())));
            }
            var chances = new LinkedHashMap<String, String>();
            panel.chances().forEach((party, chance) -> chances.put(party, chance.toString()));
            var home = thread.isPresent()
                    ? threads.thread(member, thread.get()).id()
                    : threads.home(member, what, request);
            var drawn = new Drawn(
                    ids.next(PanelId::new),
                    home,
                    what,
                    places,
                    seed,
                    pool,
                    wanted,
                    panel.members(),
                    chances,
                    member.party(),
                    today.now());
            tables.add(member.commons().id(), drawn, request);
            return drawn.id();
        });
    }

    private Map<String, Map<String, String>> pool(CommonsId commons, String features) {
        var byName = new HashMap<String, Map<String, String>>();
        for (var line : features.lines().toList()) {
            if (line.isBlank()) continue;
            String[] parts = line.split(",");
            var own = new HashMap<String, String>();
            for (int i = 1; i < parts.length; i++) {
                String[] feature = parts[i].split("=", 2);
                if (feature.length < 2) throw new Refused(new PollRefusal.BadLine("features", line));
                own.put(feature[0].strip(), feature[1].strip());
            }
            byName.put(parts[0].strip(), own);
        }
        var pool = new LinkedHashMap<String, Map<String, String>>();
        var unknown = new HashSet<>(byName.keySet());
        for (var line : commonses.members(commons)) {
            pool.put(line.party().toString(), byName.getOrDefault(line.name(), Map.of()));
            unknown.remove(line.name());
        }
        if (!unknown.isEmpty()) throw new Refused(new PollRefusal.BadLine("features", String.join(", ", unknown)));
        return pool;
    }

    private static List<Quota> quotas(String text) {
        var quotas = new ArrayList<Quota>();
        for (var line : text.lines().toList()) {
            if (line.isBlank()) continue;
            quotas.add(quota(line).orElseThrow(() -> new Refused(new PollRefusal.BadLine("quotas", line))));
        }
        return quotas;
    }

    /// `town=Hill 1-2`: what stands before the first `=`, behind it, and after the last blank.
    private static Optional<Quota> quota(String line) {
        String plain = line.strip();
        int equals = plain.indexOf('=');
        int blank = Math.max(plain.lastIndexOf(' '), plain.lastIndexOf('\t'));
        if (equals < 1 || blank < equals) return Optional.empty();
        String category = plain.substring(0, equals).strip();
        String feature = plain.substring(equals + 1, blank).strip();
        String bounds = plain.substring(blank + 1);
        if (category.isEmpty() || feature.isEmpty() || !bounds.matches("[0-9]{1,4}-[0-9]{1,4}"))
            return Optional.empty();
        int dash = bounds.indexOf('-');
        return Optional.of(new Quota(
                category,
                feature,
                Integer.parseInt(bounds.substring(0, dash)),
                Integer.parseInt(bounds.substring(dash + 1))));
    }

    public static String address(Commons commons, PanelId panel) {
        return commons.address() + "/polls/panels/" + panel;
    }

    public Drawn panel(Member viewer, PanelId id) {
        var drawn = tables.panels(viewer.commons().id(), Optional.of(id), Optional.empty()).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        threads.thread(viewer, drawn.thread());
        return drawn;
    }

    /// Whether drawing again from what was kept gives the same panel.
    public boolean recomputes(Drawn drawn) {
        var people = drawn.pool().entrySet().stream()
                .map(one -> new Person(one.getKey(), one.getValue()))
                .toList();
        return Sortition.draw(people, drawn.quotas(), drawn.places(), drawn.seed())
                .members()
                .equals(drawn.members());
    }
}
