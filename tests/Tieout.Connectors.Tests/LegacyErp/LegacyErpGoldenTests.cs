using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Files of both formats, character by character, against text that was written by hand.</summary>
public sealed class LegacyErpGoldenTests : LegacyErpTest
{
    [Fact]
    public async Task An_invoice_is_rows_of_the_interface_table_with_a_trailer()
    {
        await StartAsync(LegacyErpFormat.Oracle);

        // 100.03 + 0.02 = 100.05; 20 % is 20.01.
        var invoice = Described(Samples.Invoice("A", 100.03m, 0.02m), "Design, \"phase 1\"\nMarch");
        await Erp.Sink.WriteAsync(invoice, found: null, Stop);

        var document = "Invoice,30 NET,2026-03-31,2026-03-31,T-C1,T-C1,User,1";
        var attributes = new string(',', 15);
        string[] lines =
        [
            "RECORD_TYPE,INTERFACE_LINE_CONTEXT,INTERFACE_LINE_ATTRIBUTE1,INTERFACE_LINE_ATTRIBUTE2,"
                + "BATCH_SOURCE_NAME,SET_OF_BOOKS_ID,LINE_TYPE,DESCRIPTION,CURRENCY_CODE,AMOUNT,QUANTITY,"
                + "UNIT_SELLING_PRICE,CUST_TRX_TYPE_NAME,TERM_NAME,TRX_DATE,GL_DATE,"
                + "ORIG_SYSTEM_BILL_CUSTOMER_REF,ORIG_SYSTEM_BILL_ADDRESS_REF,CONVERSION_TYPE,"
                + "CONVERSION_RATE,MEMO_LINE_NAME,RULE_START_DATE,RULE_END_DATE,TAX_CODE,TAX_RATE,"
                + "LINK_TO_LINE_CONTEXT,LINK_TO_LINE_ATTRIBUTE1,LINK_TO_LINE_ATTRIBUTE2,"
                + "REFERENCE_LINE_CONTEXT,REFERENCE_LINE_ATTRIBUTE1,REFERENCE_LINE_ATTRIBUTE2,"
                + "PURCHASE_ORDER,ATTRIBUTE1,ATTRIBUTE2,ATTRIBUTE3,ATTRIBUTE4,ATTRIBUTE5,ATTRIBUTE6,"
                + "ATTRIBUTE7,ATTRIBUTE8,ATTRIBUTE9,ATTRIBUTE10,ATTRIBUTE11,ATTRIBUTE12,ATTRIBUTE13,"
                + "ATTRIBUTE14,ATTRIBUTE15",
            "D,TIEOUT,T-A,1,TIEOUT,2021,LINE,\"Design, \"\"phase 1\"\" March\",GBP,100.03,1,100.03,"
                + $"{document},4000,2026-03-25,2026-03-31,S20,,,,,,,,{attributes}",
            "D,TIEOUT,T-A,2,TIEOUT,2021,LINE,\"Design, \"\"phase 1\"\" March\",GBP,0.02,1,0.02,"
                + $"{document},4000,2026-03-25,2026-03-31,S20,,,,,,,,{attributes}",
            $"D,TIEOUT,T-A,T1,TIEOUT,2021,TAX,S20,GBP,20.01,,,{document},,,,S20,20,TIEOUT,T-A,1,,,,{attributes}",
            "T,2603310900000002,3,100.05,20.01",
        ];
        Assert.Equal(
            "TIEOUT-2603310900000002.csv",
            Assert.Single(LegacyErpDesk.Names(Desk.Inbound))
        );
        Assert.Equal(string.Join('\n', lines) + "\n", TextOf(NewestOf(Desk.Inbound)));
    }

    [Fact]
    public async Task A_customer_is_a_row_of_the_customer_interface()
    {
        await StartAsync(LegacyErpFormat.Oracle);

        string[] lines =
        [
            "RECORD_TYPE,ORIG_SYSTEM_CUSTOMER_REF,ORIG_SYSTEM_ADDRESS_REF,SITE_USE_CODE,"
                + "PRIMARY_SITE_USE_FLAG,INSERT_UPDATE_FLAG,CUSTOMER_NAME,CUSTOMER_STATUS,"
                + "CUST_TAX_REFERENCE,ADDRESS1,CITY,POSTAL_CODE,STATE,COUNTRY",
            "D,T-C1,T-C1,BILL_TO,Y,U,Contoso Ltd,A,,1 High Street,London,N1 1AA,,GB",
            "T,2603310900000001,1,0,0",
        ];
        Assert.Equal(string.Join('\n', lines) + "\n", TextOf(NewestOf(Desk.Sent)));
    }

    [Fact]
    public async Task A_credit_memo_refers_to_its_invoice_by_the_interface_line_key()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var invoice = Samples.Invoice("A", 100m);
        var posted = await Erp.PostAsync(invoice);

        await Erp.Sink.WriteAsync(Samples.Credit("B", invoice, posted, -40m), found: null, Stop);

        var text = TextOf(NewestOf(Desk.Inbound));
        Assert.Contains(
            ",GBP,-40.00,-1,40,Credit Memo,,2026-03-31,",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(",S20,,,,,TIEOUT,T-A,1,,", text, StringComparison.Ordinal);
        Assert.EndsWith("T,2603310900000003,2,-40,-8\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_is_an_accounting_document_of_fixed_records()
    {
        await StartAsync(LegacyErpFormat.Idoc, "iso-8859-1");

        // 100.03 + 0.02 = 100.05; 20 % is 20.01; the customer owes 120.06.
        var invoice = Described(Samples.Invoice("A", 100.03m, 0.02m), "Entwürfe für Müller");
        await Erp.Sink.WriteAsync(invoice, found: null, Stop);

        const string number = "2603310900000002";
        string Data(string name, int segment, int parent, int level, string data) =>
            $"{name, -30}100{number}{segment:D6}{parent:D6}{level:D2}{data, -1000}";
        string[] records =
        [
            $"EDI_DC40  100{number}      2   {"FIDCCP02", -30}{"", 30}{"FIDCC2", -30}{"", 19}"
                + $"TIEOUT    LS  TIEOUT    {"", 91}SAPERP    LS  SAPERP    {"", 91}20260331090000"
                + $"{"", 14}00000000000006{"", 14}{"T-A", -70}{"120.06", -20}",
            Data(
                "E1FIKPF",
                1,
                0,
                1,
                $"1000{"", 10}2026DR202603312026033103{"", 8}{"T-A", -16}{"", 25}GBP  "
            ),
            Data("E1FISEG", 2, 1, 2, $"00101DS  {"", 16}{"120.06", -16}{"T-A", -18}{"T-A", -50}"),
            Data("E1FINBU", 3, 2, 3, "T-C1      20260430"),
            Data(
                "E1FISEG",
                4,
                1,
                2,
                $"00250SHA1{"", 16}{"100.03", -16}{"T-A", -18}{"Entwürfe für Müller", -50}001{"", 22}800000"
            ),
            Data(
                "E1FISEG",
                5,
                1,
                2,
                $"00350SHA1{"", 16}{"0.02", -16}{"T-A", -18}{"Entwürfe für Müller", -50}001{"", 22}800000"
            ),
            Data(
                "E1FISET",
                6,
                1,
                2,
                $"001A1175000    001H{"100.05", -16}{"20.01", -16}MWS{"20", -16}"
            ),
        ];
        var path = NewestOf(Desk.Inbound);
        Assert.Equal(string.Join('\n', records) + "\n", TextOf(path, "iso-8859-1"));
        // A byte for each character: 524 and six of 1063, and a line feed each.
        Assert.Equal(525 + (6 * 1064), new FileInfo(path).Length);
    }

    [Fact]
    public async Task What_an_encoding_lacks_is_refused_and_nothing_is_handed_over()
    {
        await StartAsync(LegacyErpFormat.Idoc, "iso-8859-1");

        var name = await FailureOfAsync(() =>
            Erp.Sink.WriteAsync(Samples.Party("Łukasz & Co"), found: null, Stop)
        );
        var line = await FailureOfAsync(() =>
            Erp.Sink.WriteAsync(Described(Samples.Invoice("A", 1m), "go 🚀"), found: null, Stop)
        );

        Assert.Equal(ConnectorFault.Refused, name.Fault);
        Assert.Contains(
            "'Ł' (U+0141) cannot be written in iso-8859-1",
            name.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("'🚀' (U+1F680)", line.Message, StringComparison.Ordinal);
        Assert.Empty(LegacyErpDesk.Names(Desk.Inbound));
        Assert.Empty(await Erp.Opened().FindAsync(Samples.Invoice("A", 1m), Stop));
    }

    [Fact]
    public async Task A_long_text_is_cut_at_a_whole_character_and_moves_no_field()
    {
        await StartAsync(LegacyErpFormat.Idoc);
        // The 50th UTF-16 unit would be the first half of a rocket.
        var invoice = Described(Samples.Invoice("A", 1m), new string('x', 49) + "🚀 and more");

        var posted = await Erp.PostAsync(invoice);

        Assert.Equal(TargetState.Posted, posted.State);
        var document = (await Desk.DocumentsAsync())[0]!;
        Assert.Equal(new string('x', 49), (string?)document["lines"]![0]!["text"]);
        Assert.Equal("800000", (string?)document["lines"]![0]!["account"]);
    }

    [Fact]
    public async Task A_long_code_is_refused_by_the_field_that_cannot_take_it()
    {
        await StartAsync(LegacyErpFormat.Idoc);
        var invoice = Samples.Invoice("A", 1m);
        var customer = invoice.BillTo with { Code = CustomerCode.Parse("CUSTOMER-0001") };

        var refused = await FailureOfAsync(() =>
            Erp.Sink.WriteAsync(invoice with { BillTo = customer }, found: null, Stop)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("E1FINBU-KUNNR takes 10", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_not_mapped_is_finances_to_map()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var invoice = Samples.Invoice("A", 1m);

        var refused = await FailureOfAsync(() =>
            Erp.Sink.WriteAsync(
                invoice with
                {
                    Accounts = new Dictionary<Domain.Canonical.AccountRole, string>(),
                },
                found: null,
                Stop
            )
        );

        Assert.Equal("GL_MAPPING_MISSING", refused.Reason);
    }

    [Theory]
    [InlineData("3,10,2", "CONTROL_COUNT")]
    [InlineData("2,11,2", "CONTROL_TOTAL")]
    public async Task Totals_that_do_not_fit_refuse_the_whole_batch(string totals, string code)
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await Erp.Sink.WriteAsync(Samples.Invoice("A", 10m), found: null, Stop);
        var path = NewestOf(Desk.Inbound);
        var text = await File.ReadAllTextAsync(path, Stop);
        // A line of 10.00 and its tax of 2.00.
        Assert.EndsWith(",2,10,2\n", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            path,
            text.Replace(",2,10,2\n", $",{totals}\n", StringComparison.Ordinal),
            Stop
        );
        await Desk.ImportAsync();

        var refused = await FoundAnewAsync(Samples.Invoice("A", 10m));

        Assert.Contains(code, refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Erp.PostingsAsync("T-A", Stop));
    }
}
