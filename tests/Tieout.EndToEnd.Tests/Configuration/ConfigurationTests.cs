using System.Text.Json.Nodes;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>hub.yaml is read strictly: what is not understood is told with its place.</summary>
public sealed partial class ConfigurationTests : IDisposable
{
    private const string OneOfEach = """
        systems:
          a: { kind: files, folder: inbox }
          b:
            kind: ledgerworks
            address: https://ledger.example/
            clientId: x
            clientSecret: file:secret
            companies: { UK: UK }
          c:
            kind: tryton
            server: https://erp.example/
            database: x
            login: x
            password: file:secret
          d: { kind: stripe, secretKey: file:secret, webhookSecret: file:secret, legalEntity: UK }
          e:
            kind: business-central
            address: https://erp.example/v2.0/x/production/api/v2.0
            tokenAddress: https://login.example/x/oauth2/v2.0/token
            clientId: x
            clientSecret: file:secret
            companies: { UK: CRONUS UK Ltd. }
          f:
            kind: salesforce
            address: https://crm.example/
            clientId: x
            clientSecret: file:secret
            legalEntity: UK
          g: { kind: certinia, address: "https://crm.example/", clientId: x, clientSecret: file:secret }
          h:
            kind: netsuite
            address: https://1.suitetalk.api.netsuite.com/
            account: "1"
            consumerKey: x
            consumerSecret: file:secret
            tokenId: x
            tokenSecret: file:secret
            companies: { UK: "1" }
          i: { kind: legacy-erp, format: oracle, folder: erp, companies: { UK: "2021" } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        var hub = Read(
            """
            systems:
              chronos: { kind: files, folder: inbox }
            """
        );

        var store = Assert.IsType<StoreSettings.SqliteFile>(hub.Store);
        Assert.Equal(Path.Combine(_folder, ".tieout", "hub.db"), store.Path);
        Assert.Equal(Path.Combine(_folder, ".tieout", "hub-read.db"), store.ReadPath);
        var files = Assert.IsType<SystemSettings.FilesFolder>(Assert.Single(hub.Systems));
        Assert.Equal(Path.Combine(_folder, "inbox"), files.Options.Folder);
        Assert.IsType<BillingPlan.None>(hub.Billing.Plan);
        Assert.Null(hub.Billing.ApprovedBy);
        Assert.Equal(Duration.FromSeconds(30), hub.Poll);
    }

    [Theory]
    [InlineData("systms:\n  a: { kind: files, folder: x }", "hub.yaml:1:1: systems: is missing.")]
    [InlineData("systms:\n  a: 1", "hub.yaml:1:1: systms: unknown key")]
    [InlineData("systems:\n  a:\n    kind: fils", "hub.yaml:3:11: systems.a.kind: 'fils' is not")]
    [InlineData(
        "systems:\n  a:\n    kind: files\n    folder: x\n    pagesize: 3",
        "hub.yaml:5:5: systems.a.pagesize: unknown key"
    )]
    [InlineData(
        "systems:\n  a:\n    kind: files\n    folder: x\n    pageSize: 0",
        "hub.yaml:5:15: systems.a.pageSize: must be 1 to 10000."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nroutes:\n  default: b",
        "hub.yaml:4:12: routes.default: 'b' is not a system above that documents can be sent to."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\npoll: soon",
        "hub.yaml:3:7: poll: 'soon' is not a duration such as 30s, 5m, 1h."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\n  a: { kind: files, folder: y }",
        "hub.yaml:3:3: not YAML: "
    )]
    [InlineData("systems: [", "not YAML: ")]
    [InlineData("systems: [\npoll: 5s\n", "hub.yaml: not YAML: a bracket is not closed.")]
    [InlineData("", "must hold one mapping")]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nbilling:\n  runs:\n  - invoiceDate: 2026-10-31",
        "hub.yaml:5:5: billing.runs[0].through: is missing."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nbilling:\n  runs: { every: month, from: 2026-13 }",
        "hub.yaml:4:31: billing.runs.from: '2026-13' is not a month such as 2026-01."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nbilling:\n  runs: monthly",
        "hub.yaml:4:9: billing.runs: must be a mapping"
    )]
    [InlineData(
        "store: { sqlite: a, postgres: { connection: env:X } }\nsystems:\n  a: { kind: files, folder: x }",
        "hub.yaml:1:8: store: name either sqlite (a file) or postgres (a connection)."
    )]
    [InlineData(
        "systems: { a: { kind: files, folder: y } }\nwebhooks: { listen: https://127.0.0.1:1 }",
        "hub.yaml:2:21: webhooks.listen: must be http, an IP address and a port such as "
    )]
    [InlineData(
        "systems: { a: { kind: files, folder: y } }\nwebhooks: { listen: http://hub.example:1 }",
        "hub.yaml:2:21: webhooks.listen: must be http, an IP address and a port such as "
    )]
    [InlineData(
        "systems: { a: { kind: files, folder: y } }\nwebhooks: { address: https://x.example }",
        "hub.yaml:2:11: webhooks.listen: is missing."
    )]
    public void A_problem_is_told_with_line_column_and_key(string yaml, string problem)
    {
        Assert.Contains(Problems(yaml), x => x.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nowners:\n  customers: b",
        "hub.yaml:4:14: owners.customers: 'b' is not a system above."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nowners:\n  customer: a",
        "hub.yaml:4:3: owners.customer: unknown key; known here: legal-entities, customers,"
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nfreeze:\n- { entity: UK, from: 2026-12-01, to: 2026-11-20 }",
        "hub.yaml:4:39: freeze[0].to: is before the freeze begins."
    )]
    [InlineData(
        "systems:\n  a: { kind: files, folder: x }\nfreeze: { entity: UK }",
        "hub.yaml:3:9: freeze: must be a list of mappings: entity, from, to."
    )]
    [InlineData(
        "systems:\n  a: { kind: tryton, closedPeriods: last-open-day }",
        "hub.yaml:2:37: systems.a.closedPeriods: must be hold or first-open-day: "
    )]
    [InlineData(
        "systems:\n  a: { kind: ledgerworks, closedPeriods: shift }",
        "hub.yaml:2:42: systems.a.closedPeriods: 'shift' is not one of hold, first-open-day, last-open-day."
    )]
    [InlineData(
        "systems:\n  a: { kind: tryton, postingWindow: { days: 0-32 } }",
        "hub.yaml:2:45: systems.a.postingWindow.days: '0-32' is not two days of the month"
    )]
    [InlineData(
        "systems:\n  a: { kind: tryton, postingWindow: { hours: 8-20 } }",
        "hub.yaml:2:46: systems.a.postingWindow.hours: '8-20' is not two times of the day"
    )]
    [InlineData(
        "systems:\n  a: { kind: tryton, postingWindow: { zone: UTC } }",
        "hub.yaml:2:37: systems.a.postingWindow: name days, hours or both."
    )]
    public void A_problem_of_owners_freezes_or_windows_is_told_so_too(string yaml, string problem)
    {
        Assert.Contains(Problems(yaml), x => x.Contains(problem, StringComparison.Ordinal));
    }

    /// <summary>The reader says which keys it knows; the published schema must know the same.</summary>
    [Theory]
    [InlineData("x: 1", "")]
    [InlineData("systems: { a: { kind: files, x: 1 } }", "files")]
    [InlineData("systems: { a: { kind: ledgerworks, x: 1 } }", "ledgerworks")]
    [InlineData("systems: { a: { kind: tryton, x: 1 } }", "tryton")]
    [InlineData("systems: { a: { kind: stripe, x: 1 } }", "stripe")]
    [InlineData("systems: { a: { kind: salesforce, x: 1 } }", "salesforce")]
    [InlineData("systems: { a: { kind: certinia, x: 1 } }", "certinia")]
    [InlineData("systems: { a: { kind: business-central, x: 1 } }", "business-central")]
    [InlineData("systems: { a: { kind: netsuite, x: 1 } }", "netsuite")]
    [InlineData("systems: { a: { kind: legacy-erp, x: 1 } }", "legacy-erp")]
    [InlineData("systems: { a: { kind: avatax, x: 1 } }", "avatax")]
    [InlineData("systems: { a: { kind: harvest, x: 1 } }", "harvest")]
    [InlineData("systems: { a: { kind: clockify, x: 1 } }", "clockify")]
    [InlineData("systems: { a: { kind: toggl, x: 1 } }", "toggl")]
    [InlineData("systems: { a: { kind: kantata, x: 1 } }", "kantata")]
    [InlineData("systems: { a: { kind: files, folder: y } }\nowners: { x: a }", "owners")]
    [InlineData("systems: { a: { kind: files, folder: y } }\nreadiness: { x: 1 }", "readiness")]
    [InlineData("systems: { a: { kind: files, folder: y } }\nwebhooks: { x: 1 }", "webhooks")]
    public void The_schema_for_editors_has_exactly_the_keys_that_are_read(string yaml, string kind)
    {
        const string knownHere = "known here: ";
        var problem = Problems(yaml).Single(x => x.Contains(knownHere, StringComparison.Ordinal));
        var known = problem[
            (problem.IndexOf(knownHere, StringComparison.Ordinal) + knownHere.Length)..
        ]
            .TrimEnd('.')
            .Split(", ");

        Assert.Equal(
            SchemaKeys(kind).Order(StringComparer.Ordinal),
            known.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>What a system can own is what its connector reads.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    [InlineData("e")]
    [InlineData("f")]
    [InlineData("g")]
    [InlineData("h")]
    [InlineData("i")]
    public void A_system_can_be_named_for_exactly_what_its_feeds_tell(string owner)
    {
        File.WriteAllText(Path.Combine(_folder, "secret"), "x");
        using var connected = new ConnectedSystems(Read(OneOfEach), HubSurroundings.Standard);
        var feeds = connected
            .Sources.Single(x => x.System.Equals(owner, StringComparison.Ordinal))
            .Feeds.Select(x => x.Name)
            .ToHashSet();
        if (owner is "b" or "d" or "e" or "h" or "i")
        {
            // Ledgerworks, Stripe, Business Central, NetSuite and files tell of both in one feed.
            feeds.Add("voids");
        }

        if (owner is "g")
        {
            // Assignments have their rates with them, and work is told again in two feeds more.
            feeds.Add("rate-cards");
            _ = feeds.Remove("time-splits");
            _ = feeds.Remove("billing-events");
        }

        if (owner is "f")
        {
            // Statements of work are contracts, and amendments of them.
            _ = feeds.Remove("sows");
            feeds.Add("amendments");
        }

        var kinds = SchemaKeys("owners").ToList();
        foreach (var kind in kinds)
        {
            var yaml = $"{OneOfEach}\nowners:\n  {kind}: {owner}";
            var isRead = ConfigurationReader.TryRead(Write(yaml), out _, out var problems);
            Assert.Equal(feeds.Contains(kind), isRead);
            Assert.All(
                problems,
                x =>
                    Assert.StartsWith(
                        $"{owner} does not tell of {kind}; write one of: a",
                        x.Message,
                        StringComparison.Ordinal
                    )
            );
        }

        Assert.Equal(feeds.Order(), feeds.Intersect(kinds).Order());
    }

    [Fact]
    public void Monthly_runs_are_due_from_the_day_after_the_month()
    {
        var plan = new BillingPlan.Monthly(new YearMonth(2026, 9));

        Assert.Equal(
            [new LocalDate(2026, 9, 30)],
            plan.DueOn(new LocalDate(2026, 10, 31)).Select(x => x.Through)
        );
        Assert.Equal(
            [new LocalDate(2026, 9, 30), new LocalDate(2026, 10, 31)],
            plan.DueOn(new LocalDate(2026, 11, 1)).Select(x => x.InvoiceDate)
        );
    }

    [Fact]
    public void A_legal_entity_goes_to_its_own_route_before_the_default()
    {
        var hub = Read(
            """
            systems:
              one: { kind: ledgerworks, address: http://a, clientId: x, clientSecret: env:X, companies: { UK: U } }
              two: { kind: tryton, server: http://b, database: d, login: l, password: env:Y }
            routes: { UK: two, default: one }
            """
        );

        Assert.Equal("two", hub.Routes.TargetOf(new("UK")));
        Assert.Equal("one", hub.Routes.TargetOf(new("DE")));
    }

    private static IEnumerable<string> SchemaKeys(string kind)
    {
        var file = Path.Combine(ApprovedPage.Root, "docs", "reference", "hub.schema.json");
        var schema = JsonNode.Parse(File.ReadAllText(file))!;
        var part =
            kind.Length == 0 ? schema
            : kind is "owners" or "readiness" or "webhooks" ? schema["properties"]![kind]
            : schema["properties"]!["systems"]!["additionalProperties"]!["oneOf"]!
                .AsArray()
                .Single(x =>
                    kind.Equals(
                        (string?)x!["properties"]!["kind"]!["const"],
                        StringComparison.Ordinal
                    )
                );
        return part!["properties"]!.AsObject().Select(x => x.Key);
    }

    private HubConfiguration Read(string yaml)
    {
        var isRead = ConfigurationReader.TryRead(Write(yaml), out var hub, out var problems);
        Assert.True(isRead, string.Join('\n', problems));
        return hub!;
    }

    private List<string> Problems(string yaml)
    {
        Assert.False(ConfigurationReader.TryRead(Write(yaml), out _, out var problems));
        return [.. problems.Select(x => x.Describe("hub.yaml"))];
    }

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder, "hub.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }
}
