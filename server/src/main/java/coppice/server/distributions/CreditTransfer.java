package coppice.server.distributions;

import coppice.server.commons.Commons;
import coppice.server.kernel.Today;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A batch as a payment order for a bank: ISO 20022 `pain.001.001.09`, a SEPA credit transfer where it is in
/// euros.
///
/// The same batch gives the same bytes for ever, with the same message id, so that a bank that is given it
/// twice knows it. Each line carries an end-to-end id by which the bank's statement names it again.
final class CreditTransfer {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private final XMLStreamWriter xml;

    private CreditTransfer(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(Commons commons, Payouts.Batch batch, List<Payouts.Line> lines) {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new CreditTransfer(xml).document(commons, batch, lines);
            xml.close();
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
        return out.toByteArray();
    }

    private void document(Commons commons, Payouts.Batch batch, List<Payouts.Line> lines) throws XMLStreamException {
        String id = batch.messageId();
        String sum = commons.money(
                        lines.stream().mapToLong(Payouts.Line::minorUnits).sum())
                .plain();
        String count = String.valueOf(lines.size());
        boolean isEuro = commons.currency().getCurrencyCode().equals("EUR");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        start("CstmrCdtTrfInitn");
        start("GrpHdr");
        text("MsgId", id);
        text(
                "CreDtTm",
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                        .format(batch.madeAt().atOffset(ZoneOffset.UTC)));
        text("NbOfTxs", count);
        text("CtrlSum", sum);
        start("InitgPty");
        text("Nm", name(batch.debtor().name()));
        end();
        end();
        start("PmtInf");
        text("PmtInfId", id);
        text("PmtMtd", "TRF");
        text("NbOfTxs", count);
        text("CtrlSum", sum);
        if (isEuro) {
            start("PmtTpInf");
            start("SvcLvl");
            text("Cd", "SEPA");
            end();
            end();
        }
        start("ReqdExctnDt");
        text("Dt", Today.of(batch.madeAt()).toString());
        end();
        start("Dbtr");
        text("Nm", name(batch.debtor().name()));
        end();
        account("DbtrAcct", batch.debtor());
        agent("DbtrAgt", batch.debtor());
        text("ChrgBr", isEuro ? "SLEV" : "SHAR");
        for (var line : lines) transfer(commons, batch, line);
        end();
        end();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void transfer(Commons commons, Payouts.Batch batch, Payouts.Line line) throws XMLStreamException {
        start("CdtTrfTxInf");
        start("PmtId");
        text("EndToEndId", batch.endToEndId(line.party()));
        end();
        start("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", commons.currency().getCurrencyCode());
        xml.writeCharacters(commons.money(line.minorUnits()).plain());
        xml.writeEndElement();
        end();
        if (!line.account().bic().isEmpty()) agent("CdtrAgt", line.account());
        start("Cdtr");
        text("Nm", name(line.account().name()));
        end();
        account("CdtrAcct", line.account());
        start("RmtInf");
        text("Ustrd", name(commons.name()) + " " + batch.number());
        end();
        end();
    }

    private void account(String element, BankAccount account) throws XMLStreamException {
        start(element);
        start("Id");
        text("IBAN", account.iban());
        end();
        end();
    }

    private void agent(String element, BankAccount account) throws XMLStreamException {
        start(element);
        start("FinInstnId");
        if (account.bic().isEmpty()) {
            start("Othr");
            text("Id", "NOTPROVIDED");
            end();
        } else text("BICFI", account.bic());
        end();
        end();
    }

    /// Banks take Latin letters, digits and a few signs: accents go, other signs become dots.
    static String name(String given) {
        String plain = Normalizer.normalize(given.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9/\\-?:().,'+ ]", ".");
        return plain.length() > 70 ? plain.substring(0, 70) : plain;
    }

    private void start(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    private void text(String element, String words) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }
}
