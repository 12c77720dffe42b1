package coppice.server.distributions;

import coppice.server.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// What a bank says about payments: ISO 20022 `camt.053`, of any version. Only what is booked counts.
final class BankStatement {
    /// Longer than any text of the standard.
    private static final int LONGEST = 2_000;

    /// Of at most 18 digits, 5 of them behind the point.
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,5})?");

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.";

    private BankStatement() {}

    /// A movement on the account.
    ///
    /// @param endToEnd  the id that the order gave to it; empty where the bank names none
    /// @param order     the id of the whole order, where the bank booked it as one
    /// @param isReturn  money that was sent and came back
    /// @param reference the bank's own
    record Row(
            String endToEnd,
            String order,
            BigDecimal amount,
            String currency,
            boolean isDebit,
            boolean isReturn,
            LocalDate on,
            String reference) {}

    /// The movements of a file, in its order; refuses one that is no such statement.
    static List<Row> read(byte[] file) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            var reading = new Reading();
            boolean isStatement = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (reading.path.isEmpty()) {
                        String space = xml.getNamespaceURI();
                        isStatement = space != null && space.startsWith(NAMESPACE);
                        if (!isStatement) throw new Refused(new DistributionRefusal.NotAStatement());
                    }
                    reading.start(xml);
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                    reading.add(xml.getText());
                else if (event == XMLStreamConstants.END_ELEMENT) reading.end();
            }
            if (!isStatement) throw new Refused(new DistributionRefusal.NotAStatement());
            return reading.rows;
        } catch (XMLStreamException | NumberFormatException | DateTimeParseException unreadable) {
            throw new Refused(new DistributionRefusal.NotAStatement());
        }
    }

    /// What has been read of an entry, and of the transaction within it.
    private static final class Reading {
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder words = new StringBuilder();
        private final List<Row> rows = new ArrayList<>();
        private Part entry = new Part();
        private @Nullable Part transaction;
        private boolean hasTransactions;
        private String currency = "";

        void start(XMLStreamReader xml) {
            path.push(xml.getLocalName());
            words.setLength(0);
            switch (xml.getLocalName()) {
                case "Ntry" -> {
                    entry = new Part();
                    hasTransactions = false;
                }
                case "TxDtls" -> {
                    transaction = new Part();
                    hasTransactions = true;
                }
                case "RtrInf" -> part().isReturn = true;
                case "Amt" -> currency = xml.getAttributeCount() > 0 ? xml.getAttributeValue(0) : "";
                default -> {}
            }
        }

        void add(String text) {
            if (words.length() + text.length() > LONGEST) throw new Refused(new DistributionRefusal.NotAStatement());
            words.append(text);
        }

        private Part part() {
            return transaction == null ? entry : transaction;
        }

        private boolean in(String... parents) {
            var up = path.iterator();
            up.next();
            for (var parent : parents) if (!up.hasNext() || !up.next().equals(parent)) return false;
            return true;
        }

        void end() {
            String text = words.toString().strip();
            var part = part();
            switch (path.element()) {
                case "Amt" -> {
                    if (in("Ntry") || in("TxDtls") || (part.amount == null && in("TxAmt", "AmtDtls", "TxDtls"))) {
                        part.amount = amount(text);
                        part.currency = currency;
                    }
                }
                case "CdtDbtInd" -> {
                    if (in("Ntry") || in("TxDtls")) part.isDebit = text.equals("DBIT");
                }
                case "Cd" -> {
                    if (in("Sts", "Ntry")) entry.status = text;
                }
                case "Sts" -> {
                    if (in("Ntry") && !text.isEmpty()) entry.status = text;
                }
                case "Dt" -> {
                    if (in("BookgDt", "Ntry")) entry.on = LocalDate.parse(text);
                }
                case "DtTm" -> {
                    if (in("BookgDt", "Ntry"))
                        entry.on = LocalDate.parse(text.substring(0, Math.min(10, text.length())));
                }
                case "EndToEndId" -> {
                    if (in("Refs", "TxDtls")) part.endToEnd = text;
                }
                case "PmtInfId", "MsgId" -> {
                    if (part.order.isEmpty()) part.order = text;
                }
                case "AcctSvcrRef" -> {
                    if (part.reference.isEmpty()) part.reference = text;
                }
                case "TxDtls" -> {
                    add(part);
                    transaction = null;
                }
                case "Ntry" -> {
                    if (!hasTransactions) add(entry);
                }
                default -> {}
            }
            path.pop();
            words.setLength(0);
        }

        private static BigDecimal amount(String text) {
            if (!AMOUNT.matcher(text).matches()) throw new NumberFormatException("no amount");
            return new BigDecimal(text);
        }

        private void add(Part part) {
            if (!entry.status.equals("BOOK")) return;
            var amount = part.amount == null ? entry.amount : part.amount;
            if (amount == null) throw new NumberFormatException("an entry without an amount");
            var debit = part.isDebit == null ? entry.isDebit : part.isDebit;
            rows.add(new Row(
                    part.endToEnd,
                    part.order.isEmpty() ? entry.order : part.order,
                    amount,
                    part.amount == null ? entry.currency : part.currency,
                    debit != null && debit,
                    part.isReturn || entry.isReturn,
                    entry.on,
                    part.reference.isEmpty() ? entry.reference : part.reference));
        }

        private static final class Part {
            private @Nullable BigDecimal amount;
            private String currency = "";
            private @Nullable Boolean isDebit;
            private boolean isReturn;
            private String endToEnd = "";
            private String order = "";
            private String reference = "";
            private String status = "";
            private LocalDate on = LocalDate.EPOCH;
        }
    }
}
