using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>Posted documents in the CRM: upserts by the hub's reference, in collections, each row for itself.</summary>
public sealed class SalesforceDocumentsTests
{
    private const string Collection = "/composite/sobjects/Invoice__c/Hub_Id__c";
    private const string Shown =
        "Hub_Id__c, Name, Type__c, Status__c, Account__r.AccountNumber, SOW__r.Hub_Id__c, Invoice_Date__c, "
        + "Due_Date__c, Net_Amount__c, Tax_Amount__c, Total_Amount__c, Open_Amount__c, Disputed_Amount__c, "
        + "Credited_Invoice__c, CurrencyIsoCode";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_a_record_beside_its_account_and_contract_and_changes_with_it()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);

        var posted = await crm.ShowAsync([Document(1)], Cancellation);
        var before = await RowsAsync(org);
        var paid = await crm.ShowAsync(
            [Document(1) with { State = DocumentState.Paid, Open = Eur(0m) }],
            Cancellation
        );

        Assert.Empty(posted.Concat(paid));
        Assert.Equal(
            [
                "TO-1 INV-1 Invoice Posted C-1 SOW-1 2026-03-31 2026-04-30 100.1 19.02 119.12 119.12 0 - EUR",
            ],
            before
        );
        Assert.Equal(
            [
                "TO-1 INV-1 Invoice Paid C-1 SOW-1 2026-03-31 2026-04-30 100.1 19.02 119.12 0 0 - EUR",
            ],
            await RowsAsync(org)
        );
    }

    [Fact]
    public async Task A_credit_memo_names_the_invoice_that_it_takes_back()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);

        var refused = await crm.ShowAsync(
            [
                Document(2) with
                {
                    Type = InvoiceType.CreditNote,
                    Net = Eur(-100.10m),
                    Tax = Eur(-19.02m),
                    Gross = Eur(-119.12m),
                    Open = Eur(0m),
                    Credits = InvoiceReference.Parse("TO-1"),
                },
            ],
            Cancellation
        );

        Assert.Empty(refused);
        Assert.Equal(
            [
                "TO-2 INV-2 Credit Memo Posted C-1 SOW-1 2026-03-31 2026-04-30 -100.1 -19.02 -119.12 0 0 TO-1 EUR",
            ],
            await RowsAsync(org)
        );
    }

    [Fact]
    public async Task Four_hundred_and_one_documents_are_three_collections()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        DocumentStanding[] documents = [.. Enumerable.Range(1, 401).Select(Document)];
        _ = await crm.ShowAsync(documents[..1], Cancellation);
        // The third is lost, so exactly three are asked for.
        org.Server.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("PATCH", SalesforceSandbox.Root + Collection),
                From: 3,
                Times: 1,
                new FaultAction.Status(503)
            )
        );

        var stopped = await Assert.ThrowsAsync<ConnectorException>(() =>
            crm.ShowAsync(documents, Cancellation)
        );
        var before = await CountAsync(org);
        var refused = await crm.ShowAsync(documents, Cancellation);

        Assert.Equal(ConnectorFault.Transient, stopped.Fault);
        Assert.Equal(400, before);
        Assert.Empty(refused);
        Assert.Equal(401, await CountAsync(org));
    }

    [Fact]
    public async Task A_row_that_is_not_taken_is_refused_in_the_vendors_words_and_its_neighbours_are_shown()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        org.Fail(
            "PATCH",
            Collection,
            new FaultAction.FailRows([2], "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Ask finance first.")
        );

        var refused = Assert.Single(
            await crm.ShowAsync([Document(1), Document(2), Document(3)], Cancellation)
        );

        Assert.Equal(
            "Invoice__c TO-2 (INV-2) is not shown: crm does not take that (FIELD_CUSTOM_VALIDATION_EXCEPTION): Ask finance first.",
            refused.Message
        );
        Assert.Equal(
            (InvoiceReference.Parse("TO-2"), false),
            (refused.Document, refused.IsTransient)
        );
        Assert.Equal(["TO-1", "TO-3"], await KeysAsync(org));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_is_refused_for_the_moment()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        org.Fail(
            "PATCH",
            Collection,
            new FaultAction.FailRows([1], "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access")
        );

        Assert.True(Assert.Single(await crm.ShowAsync([Document(1)], Cancellation)).IsTransient);
    }

    [Fact]
    public async Task A_lost_answer_is_said_again_and_is_one_record()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        org.Fail("PATCH", Collection, new FaultAction.CommitThenDrop());

        var lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            crm.ShowAsync([Document(1)], Cancellation)
        );
        var again = await crm.ShowAsync([Document(1)], Cancellation);

        Assert.Equal(ConnectorFault.Transient, lost.Fault);
        Assert.Empty(again);
        Assert.Equal(["TO-1"], await KeysAsync(org));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_renewed()
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        _ = await crm.ShowAsync([Document(1)], Cancellation);
        org.Time.Advance(TimeSpan.FromHours(3));

        Assert.Empty(await crm.ShowAsync([Document(2)], Cancellation));

        await org.LogInAsync();
        Assert.Equal(["TO-1", "TO-2"], await KeysAsync(org));
    }

    [Theory]
    [InlineData(0, "no Account has the AccountNumber C-7")]
    [InlineData(2, "2 records of Account have the AccountNumber C-7, and one may have it")]
    public async Task Without_one_account_of_its_customer_it_is_refused(int accounts, string why)
    {
        await using var org = await StartAsync();
        using var crm = Open(org);
        for (var i = 0; i < accounts; i++)
        {
            await org.CreateAsync("Account", """{"Name":"Litware","AccountNumber":"C-7"}""");
        }

        var refused = Assert.Single(
            await crm.ShowAsync(
                [Document(1) with { BillTo = CustomerCode.Parse("C-7") }, Document(2)],
                Cancellation
            )
        );

        Assert.Equal($"Invoice__c TO-1 (INV-1) is not shown: {why}", refused.Message);
        Assert.Equal(["TO-2"], await KeysAsync(org));
    }

    /// <summary>Amounts have no currency of their own there, and nobody could mend that.</summary>
    [Fact]
    public async Task Another_currency_than_that_of_the_organisation_is_not_shown()
    {
        await using var org = await StartAsync();
        using var crm = Open(org, currency: "GBP");

        Assert.Empty(await crm.ShowAsync([Document(1)], Cancellation));

        Assert.Empty(await KeysAsync(org));
    }

    [Fact]
    public async Task A_status_that_the_organisation_does_not_know_is_refused_of_that_row()
    {
        await using var org = await StartAsync();
        // A picklist with other values.
        using var crm = Open(
            org,
            names: new() { ["invoiceStatus"] = "Type__c", ["invoiceType"] = "" }
        );

        var refused = Assert.Single(
            await crm.ShowAsync([Document(1) with { State = DocumentState.Paid }], Cancellation)
        );

        Assert.False(refused.IsTransient);
        Assert.Contains("Paid", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_names_what_cannot_be_written()
    {
        await using var org = await StartAsync();
        using (var whole = Open(org))
        {
            await whole.CheckAsync(Cancellation);
        }

        Assert.Contains(
            "Invoice__c has no Balance__c",
            await ComplaintAsync(("invoiceOpen", "Balance__c")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Invoice__c.Credited_Invoice__c is no external id",
            await ComplaintAsync(("invoiceKey", "Credited_Invoice__c")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "may not write SystemModstamp of Invoice__c",
            await ComplaintAsync(("invoiceDate", "SystemModstamp")),
            StringComparison.Ordinal
        );

        async Task<string> ComplaintAsync((string Use, string Name) name)
        {
            using var crm = Open(org, names: new() { [name.Use] = name.Name });
            var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
                crm.CheckAsync(Cancellation)
            );
            Assert.Equal(ConnectorFault.Settings, fault.Fault);
            return fault.Message;
        }
    }

    [Fact]
    public async Task What_has_no_name_is_not_written()
    {
        await using var org = await StartAsync();
        org.Server.Tampering.RemoveField("Invoice__c", "Disputed_Amount__c");
        using var crm = Open(org, names: new() { ["invoiceDisputed"] = "", ["sow"] = "" });

        await crm.CheckAsync(Cancellation);

        Assert.Empty(await crm.ShowAsync([Document(1)], Cancellation));
        Assert.Equal([null], await org.ColumnAsync("SELECT SOW__c FROM Invoice__c"));
    }

    private static async Task<SalesforceSandbox> StartAsync()
    {
        var org = await SalesforceSandbox.StartAsync();
        var account = await org.CreateAsync(
            "Account",
            """{"Name":"Contoso","AccountNumber":"C-1"}"""
        );
        await org.CreateAsync(
            "SOW__c",
            $$"""{"Name":"Rollout","Account__c":"{{account}}","Hub_Id__c":"SOW-1","Status__c":"Signed"}"""
        );
        return org;
    }

    private static SalesforceDocuments Open(
        SalesforceSandbox org,
        string? currency = null,
        Dictionary<string, string>? names = null
    ) =>
        new(
            new SalesforceOptions
            {
                Access = SalesforceConnection.Access(org, currency: currency),
                Names = new SalesforceNames(SalesforceOptions.DefaultNames, names ?? []),
                LegalEntity = LegalEntityCode.Parse("DE01"),
                WritesBack = true,
            },
            org.Time
        );

    private static DocumentStanding Document(int number) =>
        new(
            InvoiceReference.Parse($"TO-{number}"),
            InvoiceType.Invoice,
            DocumentState.Posted,
            EngagementId.Parse("SOW-1"),
            CustomerCode.Parse("C-1"),
            $"INV-{number}",
            new LocalDate(2026, 3, 31),
            new LocalDate(2026, 4, 30),
            Eur(100.10m),
            Eur(19.02m),
            Eur(119.12m),
            Eur(119.12m),
            Eur(0m),
            Credits: null
        );

    private static Money Eur(decimal amount) => new(amount, CurrencyCode.Parse("EUR"));

    private static Task<string?[]> KeysAsync(SalesforceSandbox org) =>
        org.ColumnAsync("SELECT Hub_Id__c FROM Invoice__c ORDER BY Hub_Id__c");

    private static async Task<int> CountAsync(SalesforceSandbox org) =>
        (int)(await org.QueryAsync("SELECT COUNT() FROM Invoice__c")).Body!["totalSize"]!;

    private static async Task<string[]> RowsAsync(SalesforceSandbox org)
    {
        var answer = await org.QueryAsync($"SELECT {Shown} FROM Invoice__c ORDER BY Hub_Id__c");
        return
        [
            .. answer.Body!["records"]!
                .AsArray()
                .Select(row =>
                    string.Join(' ', Shown.Split(", ").Select(path => ValueOf(row!, path)))
                ),
        ];
    }

    private static string ValueOf(JsonNode row, string path)
    {
        var value = path.Split('.').Aggregate<string, JsonNode?>(row, (x, name) => x?[name]);
        return value is null ? "-"
            : value.GetValueKind() is System.Text.Json.JsonValueKind.Number
                ? ((decimal)value).ToString(
                    "0.##",
                    System.Globalization.CultureInfo.InvariantCulture
                )
            : value.ToString();
    }
}
