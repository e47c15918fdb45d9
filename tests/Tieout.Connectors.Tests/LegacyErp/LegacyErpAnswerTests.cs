using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.LegacyErp.Idoc;
using Tieout.Connectors.LegacyErp.Oracle;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Acknowledgements that are late, lost, doubled or cut, and what they refuse.</summary>
public sealed class LegacyErpAnswerTests : LegacyErpTest
{
    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_late_acknowledgement_is_awaited_and_nothing_is_written_meanwhile(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        var hour = (int)TimeSpan.FromHours(1).TotalMilliseconds;
        Desk.Fail("acknowledgement", new FaultAction.Delay(hour));

        var waiting = await Erp.PostAsync(invoice);
        var again = await Erp.Sink.WriteAsync(invoice, waiting, Stop);

        Assert.Equal(TargetState.Submitted, waiting.State);
        Assert.Equal(waiting, again);
        Assert.Equal(Desk.Clock.GetUtcNow(), waiting.SubmittedAt!.Value.ToDateTimeOffset());
        Desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TargetState.Posted, (await FoundAnewAsync(invoice)).State);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_lost_acknowledgement_leaves_it_submitted_until_it_is_given_again(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        Desk.Fail("acknowledgement", new FaultAction.DropBeforeCommit());
        var waiting = await Erp.PostAsync(invoice);
        Desk.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(TargetState.Submitted, (await FoundAnewAsync(invoice)).State);
        Assert.Equal(waiting, await Erp.Sink.WriteAsync(invoice, found: null, Stop));

        await Desk.SendAsync(HttpMethod.Post, $"acknowledgements/{BatchOf(waiting)}");
        Assert.Equal(TargetState.Posted, (await FoundAnewAsync(invoice)).State);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_doubled_acknowledgement_is_one_document(LegacyErpFormat format)
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        Desk.Fail("acknowledgement", new FaultAction.CommitThenDrop());
        var posted = await Erp.PostAsync(invoice);
        await Desk.ImportAsync();

        Assert.Equal(2, Directory.GetFiles(Desk.Outbound, $"ack-*{BatchOf(invoice)}*").Length);
        Assert.Equal(posted, await FoundAnewAsync(invoice));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task An_acknowledgement_that_was_cut_says_nothing_until_it_is_whole(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        await Erp.Sink.WriteAsync(invoice, found: null, Stop);
        await Desk.ImportAsync();
        var path = NewestOf(Desk.Outbound, "ack-*");
        var whole = await File.ReadAllBytesAsync(path, Stop);
        await File.WriteAllBytesAsync(path, whole[..(whole.Length - 20)], Stop);

        Assert.Equal(TargetState.Submitted, (await FoundAnewAsync(invoice)).State);

        await File.WriteAllBytesAsync(path, whole, Stop);
        Assert.Equal(TargetState.Posted, (await FoundAnewAsync(invoice)).State);
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle, "\"no end of a quote")]
    [InlineData(LegacyErpFormat.Oracle, "")]
    [InlineData(LegacyErpFormat.Idoc, "EDI_DS40")]
    public async Task A_damaged_file_beside_the_others_stops_nothing(
        LegacyErpFormat format,
        string content
    )
    {
        await StartAsync(format);
        var extension = format is LegacyErpFormat.Idoc ? ".idoc" : ".csv";
        await File.WriteAllTextAsync(
            Path.Combine(Desk.Outbound, "ack-0" + extension),
            content,
            Stop
        );
        await File.WriteAllTextAsync(
            Path.Combine(Desk.Inbound, "archive", "TIEOUT-2603310800000001" + extension),
            content,
            Stop
        );

        var posted = await Erp.PostAsync(Samples.Invoice("A", 10m));

        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(posted, await FoundAnewAsync(Samples.Invoice("A", 10m)));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle, "FILE_INCOMPLETE")]
    [InlineData(LegacyErpFormat.Idoc, "ZTO 003")]
    public async Task A_batch_that_was_cut_on_its_way_is_refused_whole_and_sent_anew(
        LegacyErpFormat format,
        string code
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m, 20m);
        Desk.Fail("transfer", new FaultAction.DropBeforeCommit());

        var refused = await Erp.PostAsync(invoice);

        Assert.Equal(TargetState.Rejected, refused.State);
        Assert.Contains(code, refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(refused.Refusal.Reason);
        var posted = await Erp.PostAsync(invoice);
        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_crash_of_the_ERP_between_posting_and_answer_posts_once(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        Desk.Fail("import", new FaultAction.CommitThenDrop());
        await Erp.PostAsync(invoice);

        // The next run finds the file again, and refuses it for its batch id.
        var results = await Desk.ImportAsync();

        Assert.True((bool)results[0]!["repeated"]!);
        var waiting = await FoundAnewAsync(invoice);
        Assert.Equal(TargetState.Submitted, waiting.State);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));

        // Its people have the answer written that never was.
        await Desk.SendAsync(HttpMethod.Post, $"acknowledgements/{BatchOf(waiting)}");
        Assert.Equal(TargetState.Posted, (await FoundAnewAsync(invoice)).State);
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task A_key_that_stands_there_under_another_batch_is_told_with_its_number(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        var posted = await Erp.PostAsync(invoice);
        // The hub has lost everything, and so has the way back.
        Directory.Delete(Desk.Sent, recursive: true);
        Directory.Delete(Path.Combine(Desk.Inbound, "archive"), recursive: true);
        Directory.CreateDirectory(Path.Combine(Desk.Inbound, "archive"));
        foreach (var file in Directory.EnumerateFiles(Desk.Outbound, "ack-*"))
        {
            File.Delete(file);
        }

        var blind = Erp.Opened();
        Desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await blind.FindAsync(invoice, Stop));
        await blind.WriteAsync(invoice, found: null, Stop);
        await Desk.ImportAsync();

        Assert.Equal(posted.Number, (await FoundAnewAsync(invoice)).Number);
        Assert.Equal(1, await Erp.PostingsAsync("T-A", Stop));
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle, "EC06", "FX_RATE_MISSING")]
    [InlineData(LegacyErpFormat.Oracle, "AR_OTHER", null)]
    [InlineData(LegacyErpFormat.Idoc, "SG 105", "FX_RATE_MISSING")]
    [InlineData(LegacyErpFormat.Idoc, "ZZ 999", null)]
    public async Task A_row_that_fails_inside_a_batch_is_told_with_its_code(
        LegacyErpFormat format,
        string code,
        string? reason
    )
    {
        await StartAsync(format);
        Desk.Fail("import", new FaultAction.FailRows([2], code, "not this one"));

        var refused = await Erp.PostAsync(Samples.Invoice("A", 10m, 20m));

        Assert.Equal(TargetState.Rejected, refused.State);
        Assert.Equal(reason, refused.Refusal!.Reason);
        Assert.Contains(code, refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not this one", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Erp.PostingsAsync("T-A", Stop));
    }

    [Fact]
    public async Task A_batch_of_others_posts_what_is_right_and_tells_each_row_that_is_not()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        string[] rows =
        [
            "RECORD_TYPE,INTERFACE_LINE_CONTEXT,INTERFACE_LINE_ATTRIBUTE1,INTERFACE_LINE_ATTRIBUTE2,"
                + "SET_OF_BOOKS_ID,LINE_TYPE,CURRENCY_CODE,AMOUNT,QUANTITY,UNIT_SELLING_PRICE,TRX_DATE,"
                + "GL_DATE,ORIG_SYSTEM_BILL_CUSTOMER_REF,CONVERSION_TYPE,MEMO_LINE_NAME,TAX_CODE",
            "D,PSA,X-1,1,2021,LINE,GBP,10,1,10,2026-03-31,2026-03-31,T-C1,User,4000,Z0",
            "D,PSA,X-2,1,2021,LINE,GBP,20,1,20,2026-03-31,2026-03-31,T-C1,User,9999,Z0",
            "D,PSA,X-2,2,2021,LINE,GBP,30,1,31,2026-03-31,2026-03-31,T-C1,User,4000,XX",
            "T,77,3,60,0",
        ];
        await File.WriteAllLinesAsync(Path.Combine(Desk.Inbound, "PSA-77.csv"), rows, Stop);

        await Desk.ImportAsync();

        var answer = Assert.Single(OracleAnswers.Read(TextOf(NewestOf(Desk.Outbound, "ack-*")))!);
        Assert.Equal(("77", "X-1"), (answer.Batch, Assert.Single(answer.Posted).Key));
        Assert.Equal(
            ["X-2 line 2 AR_TAX_CODE", "X-2 line 2 AR_LINE_AMOUNT", "X-2 line 1 EF04"],
            answer.Refused.Select(x => $"{x.Key} {x.Row} {x.Code}")
        );
    }

    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task An_unknown_customer_is_named_by_its_reason(LegacyErpFormat format)
    {
        await StartAsync(format);
        var invoice = Samples.Invoice("A", 10m);
        var stranger = invoice.BillTo with
        {
            Code = Domain.Canonical.Identifiers.CustomerCode.Parse("C9"),
        };

        var refused = await Erp.PostAsync(invoice with { BillTo = stranger });

        Assert.Equal("CUSTOMER_NOT_IN_ERP", refused.Refusal!.Reason);
        Assert.Contains("C9", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_taken_at_each_interval_of_the_simulated_clock()
    {
        await using var desk = await LegacyErpDesk.OpenAsync(
            "oracle",
            every: TimeSpan.FromMinutes(15)
        );
        await File.WriteAllTextAsync(
            Path.Combine(desk.Inbound, "PSA-77.csv"),
            "T,77,0,0,0\n",
            Stop
        );

        desk.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Single(LegacyErpDesk.Names(desk.Inbound));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(LegacyErpDesk.Names(desk.Inbound));
        Assert.Single(Directory.GetFiles(desk.Outbound, "ack-*"));
    }

    [Fact]
    public void Every_code_that_is_known_is_a_reason_of_the_catalogue()
    {
        Assert.All(
            OracleCodes
                .Known.Select(OracleCodes.ReasonOf)
                .Concat(IdocCodes.Known.Select(IdocCodes.ReasonOf)),
            reason => Assert.True(ReasonCode.TryParse(reason, out _), reason)
        );
        string[] periods = ["EP01", "EP02", "EP03", "EP04", "EP05"];
        Assert.All(periods, x => Assert.Equal("PERIOD_CLOSED", OracleCodes.ReasonOf(x)));
        string[] accounts = ["EF01", "EF02", "EF03", "EF04", "EF05", "EF06"];
        Assert.All(accounts, x => Assert.Equal("GL_MAPPING_MISSING", OracleCodes.ReasonOf(x)));
        Assert.Equal("PERIOD_CLOSED", IdocCodes.ReasonOf("F5 286"));
        // They are posted all the same.
        Assert.All(["WU01", "WF01", "WF02"], x => Assert.True(OracleCodes.IsWarning(x)));
    }

    [Fact]
    public async Task Codes_of_the_settings_come_before_those_that_are_known()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var own = Erp.Options(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Z1"] = "CUSTOMER_ON_HOLD" }
        );
        var sink = Erp.Opened(own);
        Desk.Fail("import", new FaultAction.FailRows([1], "Z1", "blocked"));
        var invoice = Samples.Invoice("A", 10m);
        await sink.WriteAsync(invoice, found: null, Stop);
        await Desk.ImportAsync();

        var refused = Assert.Single(await sink.FindAsync(invoice, Stop));

        Assert.Equal("CUSTOMER_ON_HOLD", refused.Refusal!.Reason);
    }

    [Fact]
    public async Task An_IDoc_that_people_post_after_all_is_posted()
    {
        await StartAsync(LegacyErpFormat.Idoc);
        Desk.Fail("import", new FaultAction.FailRows([1], "F5 286", "closed"));
        var invoice = Samples.Invoice("A", 10m);
        var refused = await Erp.PostAsync(invoice);
        var batch = BatchOf(refused);
        var path = NewestOf(Desk.Outbound, "ack-*");
        var record = TextOf(path);

        // Reprocessed, it is ready again, and then posted: 64 and 53 follow the 51.
        await WriteStatusAsync(record, "64", "2", string.Empty);
        Assert.Equal(TargetState.Submitted, (await FoundAnewAsync(invoice)).State);
        var parameters =
            "1800000009".PadRight(50)
            + "1000".PadRight(50)
            + "2026".PadRight(50)
            + "20260331".PadRight(50);
        await WriteStatusAsync(record, "53", "3", parameters);

        var posted = await FoundAnewAsync(invoice);
        Assert.Equal(
            ("1000/1800000009/2026", TargetState.Posted),
            (posted.ExternalId, posted.State)
        );
        Assert.Contains(batch, refused.ExternalId, StringComparison.Ordinal);
    }

    private Task WriteStatusAsync(string record, string status, string number, string parameters)
    {
        var text =
            string.Concat(
                record.AsSpan(0, 43),
                status,
                record.AsSpan(45, 27),
                parameters.PadRight(200)
            ) + record[272..];
        return File.WriteAllTextAsync(
            Path.Combine(Desk.Outbound, $"ack-9999000{number}.idoc"),
            text,
            Stop
        );
    }

    private static string BatchOf(TargetRecord record) =>
        Path.GetFileNameWithoutExtension(record.ExternalId).Split('-')[1];

    private string BatchOf(Delivery delivery)
    {
        var name = Directory
            .EnumerateFiles(Desk.Sent)
            .Last(x => File.ReadAllText(x).Contains(delivery.NaturalKey, StringComparison.Ordinal));
        return Path.GetFileNameWithoutExtension(name).Split('-')[1];
    }
}
