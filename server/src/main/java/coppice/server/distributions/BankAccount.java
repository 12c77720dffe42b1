package coppice.server.distributions;

import coppice.server.kernel.Fields;
import coppice.server.kernel.Refused;
import java.util.Locale;
import org.iban4j.BicUtil;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/// An account at a bank.
///
/// @param bic empty where the bank finds it by itself
public record BankAccount(String name, String iban, String bic) {
    public static final BankAccount NONE = new BankAccount("", "", "");

    /// As somebody typed it; refuses an IBAN or a BIC whose digits do not add up.
    public static BankAccount read(String name, String iban, String bic) {
        String plain = iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        String code = bic.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        try {
            IbanUtil.validate(plain);
        } catch (Iban4jException wrong) {
            throw new Refused(new DistributionRefusal.BadIban(iban));
        }
        try {
            if (!code.isEmpty()) BicUtil.validate(code);
        } catch (Iban4jException wrong) {
            throw new Refused(new DistributionRefusal.BadBic(bic));
        }
        return new BankAccount(Fields.text("name", name, 70), plain, code);
    }

    public boolean isKnown() {
        return !iban.isEmpty();
    }

    /// `DE89 3704 0044 …`: for people.
    public String spaced() {
        return iban.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
