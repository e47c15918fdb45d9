using Tieout.Connectors.Files;
using Tieout.Connectors.Ledgerworks;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Host.Secrets;

namespace Tieout.Host.Configuration;

/// <summary>Reads one entry of <c>systems</c>.</summary>
internal static class SystemReading
{
    private const string AboutDuration = "a duration such as 30s, 5m, 1h";
    private const string AboutAddress = "an address such as https://erp.example:8000/";

    public static SystemSettings? Read(
        string name,
        YamlSection section,
        string folder,
        DateTimeZone zone
    )
    {
        var kind = section.Text("kind");
        var system =
            kind.Length == 0 ? null
            : SystemKinds.Find(kind) is { } read ? read(name, section, folder, zone)
            : Unknown(section, kind);
        if (system is { IsTarget: true })
        {
            system = system with
            {
                PostingWindow = PostingTimes.ReadWindow(section, zone),
                ClosedPeriods = PostingTimes.ReadShift(
                    section,
                    numbersByDate: system is SystemSettings.TrytonDatabase
                ),
            };
        }

        if (system is { TellsOfWork: true } && section.Has("billFrom"))
        {
            system = system with { BillFrom = FirstDay(section) };
        }

        if (system is { TakesProjects: true } && section.Has("projectsFor"))
        {
            system = system with { ProjectsFor = ProjectsFor(section) };
        }

        if (system is not null)
        {
            section.Close();
        }

        return system;
    }

    private static LocalDate FirstDay(YamlSection section) =>
        section.Value<LocalDate>("billFrom", Texts.TryDate, "a date such as 2026-10-01", default);

    /// <summary>A contract has one project: two systems would each make theirs.</summary>
    public static void RequireOneProjectPlace(
        YamlSection systems,
        IReadOnlyList<SystemSettings> configured
    )
    {
        var places = configured
            .SelectMany(x => x.ProjectsFor.Select(entity => (entity, x.Name)))
            .GroupBy(x => x.entity)
            .Where(x => x.Count() > 1);
        foreach (var group in places)
        {
            systems.Problem(
                group.Last().Name,
                $"{group.First().Name} gets the projects of {group.Key} already (projectsFor)."
            );
        }
    }

    private static List<LegalEntityCode> ProjectsFor(YamlSection section)
    {
        var entities = new List<LegalEntityCode>();
        foreach (var text in Texts.ListOf(section.Text("projectsFor")))
        {
            if (Texts.TryIdentifier<LegalEntityCode>(text, out var entity))
            {
                entities.Add(entity);
            }
            else
            {
                section.Problem("projectsFor", $"'{text}' is not a code of a legal entity.");
            }
        }

        return entities;
    }

    /// <summary>A secret by name; one that is written out is refused without being repeated.</summary>
    public static SecretReference Secret(YamlSection section, string key, string folder)
    {
        var text = section.Text(key);
        if (SecretReference.TryParse(text, folder, section.DataFolder, out var reference))
        {
            return reference;
        }

        if (text.StartsWith(SecretReference.StorePrefix, StringComparison.Ordinal))
        {
            section.Problem(
                key,
                $"a name in the store of secrets is {SecretName.Rule}; see 'tieout secret list'."
            );
        }
        else if (text.Length > 0)
        {
            section.Problem(
                key,
                "a secret is never written into this file. Keep it elsewhere and name the place: "
                    + "env:NAME for an environment variable, file:PATH for a file, store:NAME for what "
                    + "'tieout secret set NAME' keeps."
            );
        }

        return new SecretReference.Variable("UNSET");
    }

    private static SystemSettings? Unknown(YamlSection section, string kind)
    {
        section.Problem("kind", $"'{kind}' is not one of {string.Join(", ", SystemKinds.All)}.");
        return null;
    }

    public static SystemSettings.FilesFolder ReadFiles(
        string name,
        YamlSection section,
        string folder
    )
    {
        var defaults = new FilesOptions
        {
            System = name,
            Folder = Path.GetFullPath(section.Text("folder"), folder),
        };
        return new SystemSettings.FilesFolder(
            ReadLimits(section, defaults) with
            {
                Completion = section.Value<CompletionRule>(
                    "completion",
                    Texts.TryWord,
                    $"one of {Texts.WordsOf<CompletionRule>()}",
                    defaults.Completion
                ),
                Settle = section.Value<Duration>(
                    "settle",
                    Texts.TryDuration,
                    AboutDuration,
                    defaults.Settle
                ),
                Delimiter = section.Value<char>(
                    "delimiter",
                    Texts.TryCharacter,
                    "one character",
                    defaults.Delimiter
                ),
                RequireFinalLineEnd = YesNo(section, "requireFinalLineEnd"),
            }
        );
    }

    private static FilesOptions ReadLimits(YamlSection section, FilesOptions defaults) =>
        defaults with
        {
            PageSize = Count(section, "pageSize", 1, 10_000, defaults.PageSize),
            FieldLengthMax = Count(
                section,
                "fieldLengthMax",
                100,
                1_000_000,
                defaults.FieldLengthMax
            ),
            RowBytesMax = Count(
                section,
                "rowBytesMax",
                1_000,
                64 * 1024 * 1024,
                defaults.RowBytesMax
            ),
            FileBytesMax = section.Value<long>(
                "fileBytesMax",
                Texts.TryBytes,
                "a number of bytes",
                defaults.FileBytesMax
            ),
            GroupedRowsMax = Count(
                section,
                "groupedRowsMax",
                1,
                5_000_000,
                defaults.GroupedRowsMax
            ),
        };

    public static SystemSettings.LedgerworksTenant ReadLedgerworks(
        string name,
        YamlSection section,
        string folder
    )
    {
        var address = Address(section, "address");
        var clientId = section.Text("clientId");
        var secret = Secret(section, "clientSecret", folder);
        var companies = Companies(section);
        var prefix = section.OptionalText("referencePrefix") ?? string.Empty;
        var connect = Time(section, "connectTimeout", 1, 60, TimeSpan.FromSeconds(10));
        var read = Time(section, "readTimeout", 1, 300, TimeSpan.FromSeconds(30));
        var write = Time(section, "writeTimeout", 1, 300, TimeSpan.FromSeconds(60));
        var run = Time(section, "maximumServerRunTime", 1, 3600, TimeSpan.FromSeconds(90));
        var parallel = Count(section, "parallelKeys", 1, 16, 4);
        var pageSize = Count(section, "pageSize", 1, 100, 100);
        return new SystemSettings.LedgerworksTenant(
            name,
            secret,
            clientSecret => new LedgerworksOptions
            {
                System = name,
                BaseAddress = address,
                ClientId = clientId,
                ClientSecret = clientSecret,
                Companies = companies,
                ReferencePrefix = prefix,
                ConnectTimeout = connect,
                ReadTimeout = read,
                WriteTimeout = write,
                MaximumServerRunTime = run,
                ParallelKeys = parallel,
                PageSize = pageSize,
            }
        );
    }

    public static SystemSettings.TrytonDatabase ReadTryton(
        string name,
        YamlSection section,
        string folder
    ) =>
        new(
            new TrytonOptions
            {
                System = name,
                Server = Address(section, "server"),
                Database = section.Text("database"),
                Login = section.Text("login"),
                Companies = Mapping(section, "companies", isRequired: false),
                Taxes = Mapping(section, "taxes", isRequired: false),
                RevenueAccount = section.OptionalText("revenueAccount"),
                HourUnit = section.OptionalText("hourUnit") ?? "Hour",
                PriceDigits = Count(section, "priceDigits", 2, 10, 4),
                CallTimeout = Time(section, "callTimeout", 1, 600, TimeSpan.FromSeconds(30)),
                MaximumServerRunTime = Time(
                    section,
                    "maximumServerRunTime",
                    1,
                    3600,
                    TimeSpan.FromSeconds(30)
                ),
                Overlap = Time(section, "overlap", 60, 86_400, TimeSpan.FromMinutes(10)),
                PageSize = Count(section, "pageSize", 1, 1_000, 200),
                DeletionDays = Count(section, "deletionDays", 0, 3_660, 62),
                AllowMassDelete = YesNo(section, "allowMassDelete"),
                EngagementSeparator = section.OptionalText("engagementSeparator") ?? " / ",
                ProjectCodePrefix = section.OptionalText("projectCodePrefix") ?? "TRY-",
                LinesCountAs = section.Value<ApprovalStatus>(
                    "linesCountAs",
                    Texts.TryWord,
                    $"one of {Texts.WordsOf<ApprovalStatus>()}",
                    ApprovalStatus.Approved
                ),
                DefaultCountry = section.OptionalText("defaultCountry") ?? "US",
                ReferencePrefix = section.OptionalText("referencePrefix") ?? string.Empty,
            },
            Secret(section, "password", folder)
        );

    public static Uri Address(YamlSection section, string key) =>
        section.RequiredValue<Uri>(
            key,
            Texts.TryWebAddress,
            AboutAddress,
            new Uri("http://localhost/")
        );

    /// <summary>An address that is asked as it stands.</summary>
    public static Uri Endpoint(YamlSection section, string key) =>
        section.RequiredValue<Uri>(
            key,
            Texts.TryEndpoint,
            AboutAddress,
            new Uri("http://localhost/")
        );

    public static bool YesNo(YamlSection section, string key, bool fallback = false) =>
        section.Value<bool>(key, Texts.TryYesNo, "true or false", fallback);

    public static int Count(YamlSection section, string key, int min, int max, int fallback)
    {
        var value = section.Value<int>(key, Texts.TryCount, "a whole number", fallback);
        if (value < min || value > max)
        {
            section.Problem(key, FormattableString.Invariant($"must be {min} to {max}."));
        }

        return value;
    }

    public static TimeSpan Time(
        YamlSection section,
        string key,
        int minSeconds,
        int maxSeconds,
        TimeSpan fallback
    )
    {
        var value = section.Value<TimeSpan>(key, Texts.TryTimeSpan, AboutDuration, fallback);
        if (value.TotalSeconds < minSeconds || value.TotalSeconds > maxSeconds)
        {
            section.Problem(
                key,
                FormattableString.Invariant($"must be {minSeconds}s to {maxSeconds}s.")
            );
        }

        return value;
    }

    /// <summary>The company in the target's books of each legal entity.</summary>
    public static Dictionary<LegalEntityCode, string> Companies(YamlSection section)
    {
        var companies = new Dictionary<LegalEntityCode, string>();
        foreach (var (entity, company) in Mapping(section, "companies", isRequired: true))
        {
            if (Texts.TryIdentifier<LegalEntityCode>(entity, out var code))
            {
                companies[code] = company;
            }
            else
            {
                section
                    .Section("companies")!
                    .Problem(entity, $"'{entity}' is not a code of a legal entity.");
            }
        }

        return companies;
    }

    public static Dictionary<string, string> Mapping(
        YamlSection section,
        string key,
        bool isRequired
    )
    {
        var mapping = isRequired ? section.Section(key) : section.OptionalSection(key);
        return mapping is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : mapping.Names.ToDictionary(x => x, mapping.Text, StringComparer.Ordinal);
    }
}
