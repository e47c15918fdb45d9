using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tests.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>Fills a fresh Tryton with records that use every field.</summary>
internal sealed class TrytonSample(TrytonDatabase database, TrytonUnderTest target)
{
    /// <summary>The seeded company.</summary>
    public const string Company = "Northwind Advisory";

    /// <summary>A tax at the rate of the seeded one of 20 %.</summary>
    public const string OtherTax = "Tax 20% too";

    private static readonly LocalDate Worked = new(2026, 3, 30);

    private readonly TrytonTestBench _bench = new(database.Connect());
    private readonly SampleDocuments _documents = new(target);

    private TrytonRpc Rpc => _bench.Rpc;

    /// <summary>What the feeds read: a customer, a person who has left, projects, time, payments and a void.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await RemoveSeededAsync(cancellationToken);
        var country = await CreateAsync(
            "country.country",
            Values(("name", "United Kingdom"), ("code", "GB")),
            cancellationToken
        );
        _ = await CreateAsync(
            "country.country",
            Values(("name", "France"), ("code", "FR")),
            cancellationToken
        );
        var address = Values(
            ("street", "1 High Street"),
            ("city", "London"),
            ("postal_code", "N1 1AA"),
            ("country", country)
        );
        var customer = await CreateAsync(
            "party.party",
            Values(
                ("code", "C-1"),
                ("name", "Contoso Ltd"),
                ("addresses", Created(address)),
                ("identifiers", Created(Values(("type", null), ("code", "C-TAX"))))
            ),
            cancellationToken
        );
        // Later than its address.
        await Rpc.WriteAsync(
            "party.party",
            [customer],
            Values(("name", "Contoso plc")),
            cancellationToken
        );
        await FillWorkAsync(customer, cancellationToken);
        await FillMoneyAsync(cancellationToken);
    }

    /// <summary>What the codes, names and currencies stand for that others are changed to.</summary>
    public async Task AddOthersAsync(CancellationToken cancellationToken)
    {
        var party = _documents.Party().Customer;
        var other = party with { Code = CustomerCode.Parse($"{party.Code}X") };
        _ = await target.Sink.WriteAsync(new Delivery.Party(other), found: null, cancellationToken);
        foreach (var known in new[] { "Main Revenue", "Main Receivable" })
        {
            await AddAccountLikeAsync(known, cancellationToken);
        }

        foreach (var name in new[] { "Retention", "Retention-2", "Deposits", "Deposits-2" })
        {
            await _bench.AddAccountAsync(name, cancellationToken);
        }

        var account = (await IdsAsync("account.account", "name", "Main Tax", cancellationToken))[0];
        _ = await CreateAsync(
            "account.tax",
            Values(
                ("name", OtherTax),
                ("description", OtherTax),
                ("type", "percentage"),
                ("rate", 0.2m),
                ("invoice_account", account),
                ("credit_note_account", account),
                ("company", 1)
            ),
            cancellationToken
        );
    }

    /// <summary>Another account of the same kind.</summary>
    private async Task AddAccountLikeAsync(string known, CancellationToken cancellationToken)
    {
        var rows = await Rpc.SearchReadAsync<AccountRow>(
            new(
                "account.account",
                [new object[] { "name", "=", known }],
                ["type", "parent", "party_required", "reconcile"]
            ),
            cancellationToken
        );
        _ = await CreateAsync(
            "account.account",
            Values(
                ("name", $"{known}-2"),
                ("company", 1),
                ("type", rows[0].Type),
                ("parent", rows[0].Parent),
                ("party_required", rows[0].PartyRequired),
                ("reconcile", rows[0].Reconcile)
            ),
            cancellationToken
        );
    }

    /// <summary>The seeded people have codes that Tryton has drawn, and so has the company.</summary>
    private async Task RemoveSeededAsync(CancellationToken cancellationToken)
    {
        var people = await IdsAsync("company.employee", "id", 0, cancellationToken, "!=");
        await Rpc.PressAsync("company.employee", "delete", people, cancellationToken);
        var parties = await IdsAsync("party.party", "name", Company, cancellationToken, "!=");
        await Rpc.PressAsync("party.party", "delete", parties, cancellationToken);
        await Rpc.WriteAsync(
            "party.party",
            await IdsAsync("party.party", "name", Company, cancellationToken),
            Values(("code", "COMPANY")),
            cancellationToken
        );
    }

    private async Task FillWorkAsync(int customer, CancellationToken cancellationToken)
    {
        var person = await _bench.AddEmployeeAsync("E-1", "Ida Ito", cancellationToken);
        await Rpc.WriteAsync(
            "company.employee",
            [person],
            Values(("end_date", new LocalDate(2026, 3, 31))),
            cancellationToken
        );
        var project = await _bench.AddProjectAsync(
            "ENG-100 / P-7 / Rollout",
            customer,
            ["Design"],
            cancellationToken
        );
        var below = await _bench.AddProjectAsync("Training", customer, [], cancellationToken);
        await Rpc.WriteAsync(
            "project.work",
            [below.Id],
            Values(("parent", project.Id)),
            cancellationToken
        );
        _ = await _bench.AddLinesAsync(
            [
                new TrytonLine(person, project.Work, Worked, Effort.OfMinutes(60m), "Kick-off"),
                new TrytonLine(
                    person,
                    project.Tasks["Design"],
                    Worked,
                    Effort.OfMinutes(90m),
                    "Screens"
                ),
                new TrytonLine(person, below.Work, Worked, Effort.Zero, "Taken back"),
            ],
            cancellationToken
        );
    }

    /// <summary>Of 120.00 each: one is paid in part, one in full, one in euros in part, and one is void.</summary>
    private async Task FillMoneyAsync(CancellationToken cancellationToken)
    {
        var paid = new LocalDate(2026, 4, 10);
        var euro = CurrencyCode.Parse("EUR");
        await _bench.AddCurrencyAsync(euro.Code, 2, 0.9m, cancellationToken);
        _ = await target.Sink.WriteAsync(_documents.Party(), found: null, cancellationToken);
        await _bench.PayAsync(
            await PostAsync(_documents.Invoice("1", 100m), cancellationToken),
            50m,
            paid,
            cancellationToken
        );
        await _bench.PayAsync(
            await PostAsync(_documents.Invoice("2", 100m), cancellationToken),
            120m,
            paid,
            cancellationToken
        );
        await _bench.PayAsync(
            await PostAsync(_documents.Invoice("3", euro, 100m), cancellationToken),
            45m,
            paid,
            cancellationToken
        );
        await _bench.CreditAsync(
            await PostAsync(_documents.Invoice("4", 100m), cancellationToken),
            target.OpenDay,
            cancellationToken
        );
    }

    private async Task<int> PostAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var posted = await target.Sink.WriteAsync(document, found: null, cancellationToken);
        return int.Parse(posted.ExternalId, CultureInfo.InvariantCulture);
    }

    private async Task<int> CreateAsync(
        string model,
        Dictionary<string, object?> values,
        CancellationToken cancellationToken
    ) => (await Rpc.CreateAsync(model, [values], cancellationToken))[0];

    private Task<int[]> IdsAsync(
        string model,
        string field,
        object value,
        CancellationToken cancellationToken,
        string compared = "="
    ) =>
        Rpc.CallAsync<int[]>(
            TrytonCall.Read(
                model,
                "search",
                [new object[] { new[] { field, compared, value } }, 0, null, null]
            ),
            cancellationToken
        );

    private static Dictionary<string, object?> Values(
        params (string Name, object? Value)[] fields
    ) => fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);

    private static object[] Created(Dictionary<string, object?> values) =>
        [new object[] { "create", new object[] { values } }];

    private sealed record AccountRow(
        int Id,
        int Type,
        int Parent,
        bool? PartyRequired,
        bool? Reconcile
    );
}
