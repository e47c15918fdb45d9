using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Tests.Ledgerworks;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Ledgerworks as a system that nobody has written a connector for.</summary>
internal sealed class RestSinkUnderTest : SinkUnderTest
{
    private const string Manifest = """
        manifest: 1
        system: Ledgerworks
        secrets: { secret: env:UNSET }
        settings: { company: UK }
        auth:
          kind: login
          path: token
          body: { clientId: tieout, clientSecret: "{secrets.secret}" }
          token: accessToken
          scheme: Bearer
        check: { path: companies }
        limits: { attempts: 1 }
        errors:
          - { status: 2xx, path: error.code, matches: ^(busy|unavailable)$, fault: transient }
          - { status: 2xx, path: error.code, fault: contract, message: error.message }
          - { status: 422, path: code, matches: ^period_(closed|missing)$, fault: refused, reason: PERIOD_CLOSED }
          - { status: 422, path: code, matches: ^tax_difference$, fault: refused, reason: TAX_DIFFERENCE }
        writes:
          parallelKeys: 4
          customers:
            find:
              path: customers
              query: { company: "{settings.company}", code: "{customer.code}" }
              records: items
            create:
              path: customers
              body: &customer
                company: "{settings.company}"
                code: "{customer.code}"
                name: "{customer.name}"
                country: "{customer.country}"
                taxId: "{customer.taxId}"
                street: "{customer.street}"
                city: "{customer.city}"
                postalCode: "{customer.postalCode}"
            update:
              path: customers/{found.id}
              headers: { If-Match: '"{found.version}"' }
              body: *customer
            fields: { id: id, key: code, version: version, name: name, city: city, street: street }
          documents:
            find:
              path: invoices
              query: { reference: "{document.reference}" }
              records: items
              paging: &paging { kind: keyset, parameter: after, key: id }
            list:
              path: invoices
              query: { referenceStartsWith: "{prefix}", limit: 2 }
              records: items
              paging: *paging
            create:
              path: invoices
              body: &document
                company: "{settings.company}"
                type: "{document.type}"
                customer: "{customer.code}"
                currency: "{document.currency}"
                invoiceDate: "{document.date}"
                dueDate: "{document.dueDate}"
                reference: "{document.reference}"
                refersTo: "{document.refersToExternalId|number}"
                receivableAccount: "{accounts.accounts-receivable}"
                taxAccount: "{accounts.tax-payable}"
                lines:
                  $each: "{document.lines}"
                  $do:
                    description: "{description}"
                    quantity: "{quantityPrinted}"
                    unitPrice: "{price}"
                    amount: "{amountPrinted}"
                    taxCode: "{taxCode}"
                    account: "{accounts.revenue}"
                    serviceFrom: "{from}"
                    serviceTo: "{to}"
                    dimensions: "{dimensions}"
                taxes:
                  $each: "{document.creditTaxes}"
                  $do: { taxCode: "{code}", tax: "{taxPrinted}" }
            update:
              path: invoices/{found.id}
              headers: { If-Match: '"{found.version}"' }
              body: *document
            post: { path: "invoices/{found.id}/post", body: { date: "{document.accountingDate}" } }
            discard: { path: "invoices/{found.id}" , method: DELETE }
            fields:
              id: id
              key: reference
              version: version
              state: { path: state, map: { draft: draft, posted: posted, paid: paid, void: voided } }
              number: number
              accounting_date: accountingDate
              currency: currency
              net: net
              tax: tax
              open: open
              sign: { path: type, map: { invoice: "1", credit-note: "-1" } }
        """;

    private readonly LedgerworksUnderTest _ledgerworks;
    private readonly ManifestFile _file = new();
    private readonly List<IDisposable> _owned = [];

    private RestSinkUnderTest(LedgerworksUnderTest ledgerworks)
    {
        _ledgerworks = ledgerworks;
        Sink = Owned(ledgerworks.Server.BaseAddress, "rehearsal");
    }

    public override ISink Sink { get; }

    public override string Prefix => _ledgerworks.Prefix;

    public override LegalEntityCode LegalEntity => _ledgerworks.LegalEntity;

    public override CurrencyCode Currency => _ledgerworks.Currency;

    public override IReadOnlyDictionary<AccountRole, string> Accounts => _ledgerworks.Accounts;

    public override TaxCode StandardTax => _ledgerworks.StandardTax;

    public override LocalDate OpenDay => _ledgerworks.OpenDay;

    public static async Task<RestSinkUnderTest> OpenAsync(CancellationToken cancellationToken) =>
        new(await LedgerworksUnderTest.OpenAsync(cancellationToken));

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _ledgerworks.ClosePeriodAsync(day, cancellationToken);

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _ledgerworks.ReopenPeriodAsync(day, cancellationToken);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken) =>
        _ledgerworks.LoseAsync(answer, cancellationToken);

    public override ISink WithWrongPassword() => Owned(_ledgerworks.Server.BaseAddress, "wrong");

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(new Uri("http://127.0.0.1:9/"), "rehearsal");

    public override Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    ) => _ledgerworks.PostingsAsync(reference, cancellationToken);

    public override Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    ) => _ledgerworks.CustomerNameAsync(code, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _file.Dispose();
        await _ledgerworks.DisposeAsync();
    }

    private RestSink Owned(Uri address, string secret)
    {
        var sink = new RestSink(
            new RestOptions
            {
                System = "ledgerworks",
                Manifest = _file.Read(Manifest),
                Address = address,
                Secret = _ => secret,
            },
            SystemClock.Instance,
            TimeProvider.System
        );
        _owned.Add(sink);
        return sink;
    }
}
