package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.talk.Thread.Template;
import java.util.List;
import org.springframework.stereotype.Service;

/// Words to begin threads with.
@Service
public class Templates {
    private final TemplateTables tables;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Templates(TemplateTables tables, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public List<Template> all(CommonsId commons) {
        return tables.templates(commons);
    }

    public TemplateId keep(Member member, String name, String title, String words) {
        return transactions.run(() -> {
            var template = new Template(
                    ids.next(TemplateId::new),
                    Fields.text("name", name, 60),
                    Fields.optional("title", title, 200),
                    Fields.text("words", words, 20_000));
            if (!tables.addTemplate(member, template, today.now()))
                throw new Refused(new TalkRefusal.TemplateTaken(template.name()));
            return template.id();
        });
    }

    public void end(Member member, TemplateId template) {
        transactions.run(() -> {
            if (!tables.endTemplate(member.commons().id(), template, today.now()))
                throw new Refused(new KernelRefusal.NotFound());
        });
    }
}
