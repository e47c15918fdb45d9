using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An organisation that shows a posted document, each time another one.</summary>
internal sealed class SalesforceDocumentsObserved : IObservedTarget
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    private static readonly DocumentStanding Sample = new(
        InvoiceReference.Parse("TO-0000"),
        InvoiceType.Invoice,
        DocumentState.Posted,
        EngagementId.Parse("SOW-1"),
        CustomerCode.Parse("C-1"),
        "INV-1",
        new LocalDate(2026, 3, 31),
        new LocalDate(2026, 4, 30),
        new Money(1000m, Eur),
        new Money(190m, Eur),
        new Money(1190m, Eur),
        new Money(690m, Eur),
        new Money(90m, Eur),
        Credits: null
    );

    private readonly SalesforceSandbox _org;
    private readonly ObservingProxy _proxy;
    private readonly SalesforceDocuments _documents;
    private int _last;

    private SalesforceDocumentsObserved(SalesforceSandbox org, ObservingProxy proxy)
    {
        _org = org;
        _proxy = proxy;
        _documents = new SalesforceDocuments(
            new SalesforceOptions
            {
                Access = OrganisationObserved.Access(proxy.Address),
                LegalEntity = LegalEntityCode.Parse("DE01"),
                WritesBack = true,
            },
            org.Time
        );
    }

    public IReadOnlyList<string> Deliveries { get; } = ["document"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var org = await SalesforceSandbox.StartAsync();
        foreach (var code in new[] { "C-1", "C-2" })
        {
            var account = await org.CreateAsync(
                "Account",
                $$"""{"Name":"{{code}}","AccountNumber":"{{code}}"}"""
            );
            await org.CreateAsync(
                "SOW__c",
                $$"""{"Name":"Rollout","Account__c":"{{account}}","Hub_Id__c":"SOW-{{code[^1]}}","Status__c":"Signed"}"""
            );
        }

        var address = org.Server.BaseAddress;
        return new SalesforceDocumentsObserved(
            org,
            await ObservingProxy.StartAsync(address, remembers: false, Stop)
        );
    }

    public IReadOnlyList<CanonicalChange> ChangesOf(string delivery) =>
        [
            Change("type", "Invoice", "CreditNote", x => x with { Type = InvoiceType.CreditNote }),
            Change("state", "Posted", "Paid", x => x with { State = DocumentState.Paid }),
            Change(
                "engagement",
                "SOW-1",
                "SOW-2",
                x => x with { Engagement = EngagementId.Parse("SOW-2") }
            ),
            Change("billTo", "C-1", "C-2", x => x with { BillTo = CustomerCode.Parse("C-2") }),
            Change("number", "INV-1", "INV-2", x => x with { Number = "INV-2" }),
            Change(
                "date",
                "2026-03-31",
                "2026-04-01",
                x => x with { Date = new LocalDate(2026, 4, 1) }
            ),
            Change(
                "due",
                "2026-04-30",
                "2026-05-01",
                x => x with { Due = new LocalDate(2026, 5, 1) }
            ),
            Change("net", "1000", "1001", x => x with { Net = new Money(1001m, Eur) }),
            Change("tax", "190", "191", x => x with { Tax = new Money(191m, Eur) }),
            Change("gross", "1190", "1191", x => x with { Gross = new Money(1191m, Eur) }),
            Change("open", "690", "691", x => x with { Open = new Money(691m, Eur) }),
            Change("disputed", "90", "91", x => x with { Disputed = new Money(91m, Eur) }),
            Change(
                "credits",
                "none",
                "TO-1",
                x => x with { Credits = InvoiceReference.Parse("TO-1") }
            ),
            Change("gross.currency", "EUR", "USD", InDollars),
        ];

    public async Task<SentDelivery> SendAsync(
        string delivery,
        params IReadOnlyList<CanonicalChange> changes
    )
    {
        var number = (++_last).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
        var document = FieldChange<DocumentStanding>.After(changes, Sample) with
        {
            Reference = InvoiceReference.Parse($"TO-{number}"),
        };
        _ = _proxy.TakeCalls();
        var refused = await _documents.ShowAsync([document], Stop);
        var calls = _proxy.TakeCalls().Where(x => x.Method is "PATCH");
        return new SentDelivery(
            SentMembers.MessagesOf(
                calls,
                _ => "composite/sobjects/Invoice__c/Hub_Id__c",
                $"TO-{number}"
            ),
            IsWhole: refused.Count == 0
        );
    }

    public async ValueTask DisposeAsync()
    {
        _documents.Dispose();
        await _proxy.DisposeAsync();
        await _org.DisposeAsync();
    }

    private static FieldChange<DocumentStanding> Change(
        string field,
        string from,
        string to,
        Func<DocumentStanding, DocumentStanding> apply
    ) => new($"document.{field}", from, to, apply);

    /// <summary>All amounts are in it.</summary>
    private static DocumentStanding InDollars(DocumentStanding document)
    {
        var usd = CurrencyCode.Parse("USD");
        return document with
        {
            Net = document.Net with { Currency = usd },
            Tax = document.Tax with { Currency = usd },
            Gross = document.Gross with { Currency = usd },
            Open = document.Open with { Currency = usd },
            Disputed = document.Disputed with { Currency = usd },
        };
    }
}
