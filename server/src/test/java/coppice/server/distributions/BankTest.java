package coppice.server.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.shares.ShareClass;
import coppice.server.Owning;
import coppice.server.distributions.BankPayments.Mark;
import coppice.server.distributions.Payouts.Batch;
import coppice.server.ledger.Account.Spec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Payouts on their way through a bank: orders and statements in the forms of ISO 20022.
class BankTest extends Owning {
    private final BankPayments bank = house.room(BankPayments.class);
    private final Payouts payouts = house.room(Payouts.class);

    @BeforeEach
    void somethingIsOwed() {
        found();
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        bank.setOwn(ana, BankAccount.read("Owning & Söhne", "DE89 3704 0044 0532 0130 00", ""));
        bank.set(members.get(0), BankAccount.read("Ana", "FR14 2004 1010 0505 0001 3M02 606", "PSSTFRPP"));
        bank.set(members.get(1), BankAccount.read("Ben Straße", "GB29NWBK60161331926819", ""));
        income(100_000);
        run(80_000);
    }

    private Batch batch() {
        return payouts.make(ana, 1, key());
    }

    private static String schema(String name) throws IOException {
        try (var in = BankTest.class.getResourceAsStream("/" + name)) {
            if (in == null) throw new IOException("no schema " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void validate(String schema, byte[] file) throws SAXException, IOException {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Source source = new StreamSource(new StringReader(schema));
        factory.newSchema(source)
                .newValidator()
                .validate(new StreamSource(new StringReader(new String(file, StandardCharsets.UTF_8))));
    }

    /// The schema of account reports, of which statements differ by the names of two elements only.
    private static String statementSchema() throws IOException {
        return schema("camt.052.001.08.xsd")
                .replace("camt.052.001.08", "camt.053.001.08")
                .replace("name=\"BkToCstmrAcctRpt\"", "name=\"BkToCstmrStmt\"")
                .replace("name=\"Rpt\"", "name=\"Stmt\"");
    }

    @Test
    void theOrderIsValidAndAlwaysTheSame() throws Exception {
        var batch = batch();
        byte[] order = bank.order(ana, batch.number());
        validate(schema("pain.001.001.09.xsd"), order);
        assertThat(bank.order(ana, batch.number())).isEqualTo(order);
        String text = new String(order, StandardCharsets.UTF_8);
        assertThat(text)
                .contains("<NbOfTxs>2</NbOfTxs>", "<CtrlSum>60.00</CtrlSum>", "<BICFI>PSSTFRPP</BICFI>")
                .contains("Owning . Sohne", "Ben Strasse", "<Cd>SEPA</Cd>");
        bank.set(members.get(1), BankAccount.read("Ben", "DE89370400440532013000", ""));
        assertThat(bank.order(ana, batch.number())).isEqualTo(order);
        assertThatThrownBy(() -> validate(
                        schema("pain.001.001.09.xsd"),
                        text.replace("<PmtMtd>TRF</PmtMtd>", "").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SAXException.class);
    }

    private static String entry(String sign, String amount, String inside) {
        return "<Ntry><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>" + sign
                + "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>"
                + "<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls>" + inside + "</NtryDtls></Ntry>";
    }

    private static String transaction(String id, String sign, String amount, String more) {
        return "<TxDtls><Refs><EndToEndId>" + id + "</EndToEndId></Refs><Amt Ccy=\"EUR\">" + amount
                + "</Amt><CdtDbtInd>" + sign + "</CdtDbtInd>" + more + "</TxDtls>";
    }

    private static final String RETURNED = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";

    private static byte[] statement(String... entries) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document "
                        + "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId>"
                        + "<CreDtTm>2026-11-21T08:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>"
                        + "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
                        + "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1.00</Amt>"
                        + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>"
                        + String.join("", entries) + "</Stmt></BkToCstmrStmt></Document>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Paid once and come back once, whatever is brought again; what came back is owed again.
    @Test
    void theStatementMarksWhatWasPaidOnce() throws Exception {
        var batch = batch();
        bank.order(ana, batch.number());
        String a = batch.endToEndId(party(0));
        String b = batch.endToEndId(party(1));
        byte[] file = statement(
                entry("DBIT", "60.00", transaction(a, "DBIT", "30.00", "") + transaction(b, "DBIT", "30.00", "")),
                entry("CRDT", "12.00", transaction("somebody-else", "CRDT", "12.00", "")));
        assertThatCode(() -> validate(statementSchema(), file)).doesNotThrowAnyException();
        assertThat(bank.read(ana, file)).isEqualTo(new BankPayments.Report(2, 0, 0, 1, List.of()));
        assertThat(bank.read(ana, file)).isEqualTo(new BankPayments.Report(0, 0, 2, 1, List.of()));
        assertThat(refusal(() -> bank.order(ana, batch.number()))).isInstanceOf(DistributionRefusal.CarriedOut.class);
        byte[] back = statement(entry("CRDT", "30.00", transaction(b, "CRDT", "30.00", RETURNED)));
        assertThatCode(() -> validate(statementSchema(), back)).doesNotThrowAnyException();
        assertThat(bank.read(ana, back)).isEqualTo(new BankPayments.Report(0, 1, 0, 0, List.of()));
        assertThat(bank.read(ana, back)).isEqualTo(new BankPayments.Report(0, 0, 1, 0, List.of()));
        assertThat(held(Spec.member(party(1)))).isEqualTo(3_000);
        assertThat(held(Spec.member(party(0)))).isZero();
        var next = batch();
        assertThat(payouts.lines(commons.id(), next))
                .extracting(Payouts.Line::party)
                .containsExactly(party(1));
        assertThat(next.endToEndId(party(1))).isNotEqualTo(b);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// A bank that books the order as one movement.
    @Test
    void aBatchBookedAsOneIsPaidAsOne() {
        var batch = batch();
        byte[] file = statement(entry(
                "DBIT", "60.00", "<Btch><PmtInfId>" + batch.messageId() + "</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>"));
        assertThatCode(() -> validate(statementSchema(), file)).doesNotThrowAnyException();
        assertThat(bank.read(ana, file).paid()).isEqualTo(2);
        assertThat(bank.read(ana, file).known()).isEqualTo(2);
    }

    @Test
    void anotherAmountMarksNothing() {
        var batch = batch();
        String a = batch.endToEndId(party(0));
        var report = bank.read(ana, statement(entry("DBIT", "30.01", transaction(a, "DBIT", "30.01", ""))));
        assertThat(report).isEqualTo(new BankPayments.Report(0, 0, 0, 0, List.of(a)));
        assertThat(bank.marks(commons.id(), batch)).isEmpty();
        var pending = new String(
                        statement(entry("DBIT", "30.00", transaction(a, "DBIT", "30.00", ""))), StandardCharsets.UTF_8)
                .replace("BOOK", "PDNG");
        assertThat(bank.read(ana, pending.getBytes(StandardCharsets.UTF_8)).paid())
                .isZero();
    }

    /// 32 at once bring the same statement: each line is marked once, each return booked once.
    @Test
    void aStatementBroughtByManyAtOnceCountsOnce() throws Exception {
        var batch = batch();
        String b = batch.endToEndId(party(1));
        byte[] file = statement(
                entry("DBIT", "30.00", transaction(b, "DBIT", "30.00", "")),
                entry("CRDT", "30.00", transaction(b, "CRDT", "30.00", RETURNED)));
        var calls = new ArrayList<Callable<BankPayments.Report>>();
        for (int i = 0; i < 32; i++) calls.add(() -> bank.read(ana, file));
        var reports = together(calls);
        assertThat(reports.stream().mapToInt(BankPayments.Report::paid).sum()).isEqualTo(1);
        assertThat(reports.stream().mapToInt(BankPayments.Report::returned).sum())
                .isEqualTo(1);
        assertThat(held(Spec.member(party(1)))).isEqualTo(3_000);
    }

    @Test
    void whatWentToTheBankIsNotTakenBackAsAWhole() {
        var batch = batch();
        bank.order(ana, batch.number());
        assertThat(refusal(() -> ledger.reverse(ana, batch.entry(), "By mistake", key())))
                .isInstanceOf(DistributionRefusal.EntryOfPayout.class);
        bank.mark(ana, batch.number(), party(0), Mark.Kind.RETURNED);
        assertThat(refusal(() -> bank.mark(ana, batch.number(), party(0), Mark.Kind.RETURNED)))
                .isInstanceOf(DistributionRefusal.MarkedAlready.class);
        var returned = bank.marks(commons.id(), batch).getFirst().entry().orElseThrow();
        assertThat(refusal(() -> ledger.reverse(ana, returned, "By mistake", key())))
                .isInstanceOf(DistributionRefusal.EntryOfPayout.class);
    }

    @Test
    void aBatchTakenBackIsNotSent() {
        var batch = batch();
        ledger.reverse(ana, batch.entry(), "Too early", key());
        assertThat(refusal(() -> bank.order(ana, batch.number())))
                .isInstanceOf(DistributionRefusal.BatchTakenBack.class);
        var late =
                statement(entry("CRDT", "30.00", transaction(batch.endToEndId(party(0)), "CRDT", "30.00", RETURNED)));
        assertThat(bank.read(ana, late).returned()).isZero();
    }

    @Test
    void badFilesAndAccountsAreRefused() {
        for (var bad : List.of(
                "",
                "no xml",
                "<Document/>",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">&e;</Document>",
                new String(statement(entry("DBIT", "many", "")), StandardCharsets.UTF_8)))
            assertThat(refusal(() -> bank.read(ana, bad.getBytes(StandardCharsets.UTF_8))))
                    .as(bad)
                    .isInstanceOf(DistributionRefusal.NotAStatement.class);
        assertThat(refusal(() -> BankAccount.read("Ana", "DE89370400440532013001", "")))
                .isInstanceOf(DistributionRefusal.BadIban.class);
        assertThat(refusal(() -> BankAccount.read("Ana", "DE89370400440532013000", "NOBANK")))
                .isInstanceOf(DistributionRefusal.BadBic.class);
    }
}
