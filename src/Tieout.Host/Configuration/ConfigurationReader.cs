using System.Diagnostics.CodeAnalysis;
using System.Net;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tieout.Host.Configuration;

/// <summary>Reads a <c>hub.yaml</c>, strictly: what is not understood is a problem.</summary>
public static class ConfigurationReader
{
    private const string DataFolderDefault = ".tieout";

    /// <summary>Reads the file; nothing else is opened, and no secret is looked up.</summary>
    /// <param name="file">Relative paths in it start from its own folder.</param>
    /// <param name="configuration">None when there are problems.</param>
    /// <param name="problems">All that were found, in the order of their place.</param>
    public static bool TryRead(
        string file,
        [NotNullWhen(true)] out HubConfiguration? configuration,
        out IReadOnlyList<ConfigurationProblem> problems
    )
    {
        var found = new List<ConfigurationProblem>();
        configuration = Open(file, found) is { } root
            ? ReadHub(Path.GetFullPath(file), root, found)
            : null;
        problems = [.. found.OrderBy(x => x.Line).ThenBy(x => x.Column)];
        if (problems.Count > 0)
        {
            configuration = null;
        }

        return configuration is not null;
    }

    private static YamlSection? Open(string file, List<ConfigurationProblem> problems)
    {
        try
        {
            using var text = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlSection(root, string.Empty, problems);
            }

            problems.Add(
                new ConfigurationProblem(
                    1,
                    1,
                    string.Empty,
                    "must hold one mapping; see docs/reference/configuration.md."
                )
            );
        }
        catch (YamlException e)
        {
            problems.Add(
                new ConfigurationProblem(
                    e.Start.Line,
                    e.Start.Column,
                    string.Empty,
                    $"not YAML: {e.Message}"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // What the parser throws at some brackets that are not closed.
            problems.Add(
                new ConfigurationProblem(0, 0, string.Empty, "not YAML: a bracket is not closed.")
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(
                new ConfigurationProblem(
                    0,
                    0,
                    string.Empty,
                    "does not exist; name the hub's configuration"
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                new ConfigurationProblem(0, 0, string.Empty, $"cannot be read: {e.Message}")
            );
        }

        return null;
    }

    private static HubConfiguration ReadHub(
        string file,
        YamlSection root,
        List<ConfigurationProblem> problems
    )
    {
        var folder = Path.GetDirectoryName(file)!;
        root.DataFolder = Path.GetFullPath(
            root.OptionalText("dataFolder") ?? DataFolderDefault,
            folder
        );
        var store = ReadStore(root, folder);
        var zone = root.Value(
            "zone",
            Texts.TryZone,
            "a time zone such as Europe/London",
            DateTimeZone.Utc
        );
        var systems = ReadSystems(root, folder, zone, problems);
        var configuration = new HubConfiguration(
            file,
            root.DataFolder,
            store,
            systems,
            ReadRoutes(root, systems),
            PostingTimes.ReadFreezes(root, zone),
            OwnerReading.Read(root, systems),
            ReadReadiness(root),
            ReadBilling(root),
            zone,
            Interval(root, "poll", Duration.FromSeconds(30)),
            Interval(root, "laneRetry", Duration.FromMinutes(5)),
            ReadWebhooks(root)
        );
        root.Close();
        return configuration;
    }

    private static StoreSettings ReadStore(YamlSection root, string folder)
    {
        var standard = new StoreSettings.SqliteFile(Path.Combine(root.DataFolder, "hub.db"));
        if (root.OptionalSection("store") is not { } store)
        {
            return standard;
        }

        StoreSettings settings = standard;
        if (store.Has("sqlite") == store.Has("postgres"))
        {
            root.Problem("store", "name either sqlite (a file) or postgres (a connection).");
        }
        else if (store.Has("sqlite"))
        {
            settings = new StoreSettings.SqliteFile(Path.GetFullPath(store.Text("sqlite"), folder));
        }
        else if (store.Section("postgres") is { } postgres)
        {
            settings = new StoreSettings.PostgresDatabase(
                SystemReading.Secret(postgres, "connection", folder),
                Schema(postgres)
            );
            postgres.Close();
        }

        store.Close();
        return settings;
    }

    private static string Schema(YamlSection postgres)
    {
        var schema = postgres.OptionalText("schema") ?? "hub";
        if (
            schema.Length > 40
            || !char.IsAsciiLetterLower(schema[0])
            || schema.Any(x => !char.IsAsciiLetterLower(x) && !char.IsAsciiDigit(x) && x != '_')
        )
        {
            postgres.Problem("schema", "must be lower case letters, digits and underscores.");
        }

        return schema;
    }

    private static List<SystemSettings> ReadSystems(
        YamlSection root,
        string folder,
        DateTimeZone zone,
        List<ConfigurationProblem> problems
    )
    {
        var systems = new List<SystemSettings>();
        if (root.Section("systems") is { } section)
        {
            foreach (var name in section.Names)
            {
                if (!IsName(name))
                {
                    section.Problem(name, "a name is letters, digits, '-' and '_', 50 at most.");
                }

                if (
                    section.Section(name) is { } entry
                    && SystemReading.Read(name, entry, folder, zone) is { } system
                )
                {
                    systems.Add(system);
                }
            }

            AvaTaxReading.RequireOneOwner(section, systems);
            SystemReading.RequireOneProjectPlace(section, systems);
            if (systems.Count == 0 && problems.Count == 0)
            {
                root.Problem("systems", "name at least one system.");
            }
        }

        return systems;
    }

    private static RouteSettings ReadRoutes(YamlSection root, List<SystemSettings> systems)
    {
        var byEntity = new Dictionary<LegalEntityCode, string>();
        string? standard = null;
        if (root.OptionalSection("routes") is { } routes)
        {
            foreach (var entity in routes.Names)
            {
                var target = routes.Text(entity);
                if (!systems.Exists(x => x.IsTarget && Is(x.Name, target)))
                {
                    routes.Problem(
                        entity,
                        $"'{target}' is not a system above that documents can be sent to."
                    );
                }

                if (Is(entity, "default"))
                {
                    standard = target;
                }
                else if (Texts.TryIdentifier<LegalEntityCode>(entity, out var code))
                {
                    byEntity[code] = target;
                }
                else
                {
                    routes.Problem(entity, $"'{entity}' is not a code of a legal entity.");
                }
            }
        }

        return new RouteSettings(byEntity, standard);
    }

    private static ReadinessPlan ReadReadiness(YamlSection root)
    {
        var standard = new ReadinessPlan(0, SuspectsDuplicates: false, ExchangeRateAgeMax: 7);
        if (root.OptionalSection("readiness") is not { } readiness)
        {
            return standard;
        }

        var plan = standard with
        {
            SuspectsDuplicates = readiness.Value<bool>(
                "suspectDuplicates",
                Texts.TryYesNo,
                "true or false",
                standard.SuspectsDuplicates
            ),
            ExchangeRateAgeMax = SystemReading.Count(
                readiness,
                "exchangeRateAgeMax",
                min: 0,
                max: 366,
                standard.ExchangeRateAgeMax!.Value
            ),
        };
        readiness.Close();
        return plan;
    }

    private static BillingSettings ReadBilling(YamlSection root)
    {
        if (root.OptionalSection("billing") is not { } billing)
        {
            return new BillingSettings(false, new BillingPlan.None());
        }

        var isAutomatic = billing.OptionalText("approve") switch
        {
            null or "manual" => false,
            "automatic" => true,
            var other => Refuse(billing, "approve", $"'{other}' is not automatic or manual."),
        };
        var plan = ReadPlan(billing);
        decimal? limit = billing.Has("writeOffLimit")
            ? billing.Value("writeOffLimit", Texts.TryAmount, "an amount such as 500.00", 0m)
            : null;
        billing.Close();
        return new BillingSettings(isAutomatic, plan, limit);
    }

    private static BillingPlan ReadPlan(YamlSection billing)
    {
        const string about = "a date such as 2026-10-31";
        if (billing.Items("runs") is { } items)
        {
            var runs = new List<DraftInvoice>();
            foreach (var item in items)
            {
                var through = item.RequiredValue<LocalDate>(
                    "through",
                    Texts.TryDate,
                    about,
                    default
                );
                var date = item.Value("invoiceDate", Texts.TryDate, about, through);
                item.Close();
                runs.Add(new DraftInvoice(through, date));
            }

            return new BillingPlan.Listed(runs);
        }

        return billing.OptionalSection("runs") is { } monthly
            ? ReadMonthly(monthly)
            : new BillingPlan.None();
    }

    private static BillingPlan.Monthly ReadMonthly(YamlSection monthly)
    {
        if (!Is(monthly.Text("every"), "month"))
        {
            monthly.Problem("every", "must be month.");
        }

        if (monthly.OptionalText("invoiceDate") is not (null or "month-end"))
        {
            monthly.Problem("invoiceDate", "must be month-end; list the runs for other dates.");
        }

        var from = monthly.RequiredValue<YearMonth>(
            "from",
            Texts.TryMonth,
            "a month such as 2026-01",
            default
        );
        monthly.Close();
        return new BillingPlan.Monthly(from);
    }

    private static WebhookSettings? ReadWebhooks(YamlSection root)
    {
        if (root.OptionalSection("webhooks") is not { } webhooks)
        {
            return null;
        }

        var listen = SystemReading.Address(webhooks, "listen");
        if (
            !Is(listen.Scheme, Uri.UriSchemeHttp)
            || !IPAddress.TryParse(listen.Host, out _)
            || listen.AbsolutePath is not "/"
        )
        {
            webhooks.Problem(
                "listen",
                "must be http, an IP address and a port such as http://127.0.0.1:5080; https is a reverse proxy's."
            );
        }

        var address = webhooks.Has("address") ? SystemReading.Address(webhooks, "address") : null;
        webhooks.Close();
        return new WebhookSettings(listen, address);
    }

    private static Duration Interval(YamlSection root, string key, Duration fallback)
    {
        var value = root.Value(key, Texts.TryDuration, "a duration such as 30s, 5m, 1h", fallback);
        if (value < Duration.FromSeconds(1) || value > Duration.FromDays(1))
        {
            root.Problem(key, "must be 1s to 24h.");
        }

        return value;
    }

    private static bool Refuse(YamlSection section, string key, string message)
    {
        section.Problem(key, message);
        return false;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 50
        && name.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_');

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.Ordinal);
}
