package coppice.server.charter;

import coppice.server.commons.Commons;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the charter says about who may know what.
@Component
@Order(40)
class PrivacyChapter implements Chapter<PrivacyRules> {
    @Override
    public Class<PrivacyRules> type() {
        return PrivacyRules.class;
    }

    @Override
    public Message title() {
        return Message.of("charter.privacy");
    }

    @Override
    public PrivacyRules absent() {
        return new PrivacyRules(false);
    }

    @Override
    public List<Clause> says(PrivacyRules rules, Charter charter, Commons commons, Text text) {
        return List.of(new Clause(
                text.say("charter.names"),
                text.say(rules.publicNames() ? "charter.names-public" : "charter.names-members")));
    }

    @Override
    public Optional<Page> fields(Charter charter, Commons commons, Form form) {
        return Optional.of(Page.of("charter/web/privacy-fields.jte", form));
    }

    @Override
    public Map<String, String> values(PrivacyRules rules, Commons commons) {
        return Map.of("names", rules.publicNames() ? "yes" : "");
    }

    @Override
    public PrivacyRules read(Form form, PrivacyRules before, Commons commons) {
        return new PrivacyRules(form.chose("names", "yes"));
    }
}
