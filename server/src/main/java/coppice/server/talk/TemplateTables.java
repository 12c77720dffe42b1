package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import coppice.server.talk.Thread.Template;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Repository;

/// All SQL about words to begin threads with.
@Repository
class TemplateTables {
    private final Rows db;

    TemplateTables(Rows db) {
        this.db = db;
    }

    List<Template> templates(CommonsId commons) {
        return db.sql("""
                        select id, name, title, words from talk.template
                        where commons_id = ? and ended_at is null order by name""").with(commons).list(Template.class);
    }

    /// False when another one has the name.
    boolean addTemplate(Member by, Template template, Instant now) {
        return db.sql("""
                        insert into talk.template (commons_id, id, name, title, words, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .with(
                                by.commons().id(),
                                template.id(),
                                template.name(),
                                template.title(),
                                template.words(),
                                by.party(),
                                now)
                        .update()
                == 1;
    }

    /// False when there is none; one that was ended stays so.
    boolean endTemplate(CommonsId commons, TemplateId template, Instant now) {
        return db.sql("""
                        update talk.template set ended_at = coalesce(ended_at, ?)
                        where commons_id = ? and id = ?""").with(now, commons, template).update() == 1;
    }
}
