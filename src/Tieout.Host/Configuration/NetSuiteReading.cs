using Tieout.Connectors.NetSuite;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: netsuite</c>.</summary>
internal static class NetSuiteReading
{
    private static readonly string[] OfToken =
    [
        "consumerKey",
        "consumerSecret",
        "tokenId",
        "tokenSecret",
    ];

    private static readonly string[] OfCertificate = ["clientId", "certificateId", "privateKey"];

    private static readonly string[] Segments = ["department", "class", "location"];

    public static SystemSettings.NetSuiteAccount Read(
        string name,
        YamlSection section,
        string folder
    )
    {
        // Both are asked for, so that a key of either is known.
        var token = OfToken.Select(section.OptionalText).ToList();
        var certificate = OfCertificate.Select(section.OptionalText).ToList();
        var isCertificate = certificate.Exists(x => x is not null);
        if (isCertificate && token.Exists(x => x is not null))
        {
            section.Problem(
                "clientId",
                $"is of OAuth 2.0, and others are of token-based authentication: give {string.Join(", ", OfToken)} or {string.Join(", ", OfCertificate)}."
            );
        }

        string[] secrets = isCertificate ? ["privateKey"] : ["consumerSecret", "tokenSecret"];
        SecretReference[] references =
        [
            .. secrets.Select(x => SystemReading.Secret(section, x, folder)),
        ];
        var credentials = ReadCredentials(section, isCertificate);
        return new SystemSettings.NetSuiteAccount(
            name,
            references,
            ReadOptions(name, section, credentials)
        );
    }

    private static Func<IReadOnlyList<string>, NetSuiteCredentials> ReadCredentials(
        YamlSection section,
        bool isCertificate
    )
    {
        if (isCertificate)
        {
            var client = section.Text("clientId");
            var id = section.Text("certificateId");
            return secrets => new NetSuiteCredentials.Certificate(client, id, secrets[0]);
        }

        var consumer = section.Text("consumerKey");
        var token = section.Text("tokenId");
        return secrets => new NetSuiteCredentials.SignedCalls(
            consumer,
            secrets[0],
            token,
            secrets[1]
        );
    }

    /// <summary>Everything but the secrets, which are read when they are used.</summary>
    private static Func<IReadOnlyList<string>, NetSuiteOptions> ReadOptions(
        string name,
        YamlSection section,
        Func<IReadOnlyList<string>, NetSuiteCredentials> credentials
    )
    {
        var service = SystemReading.Address(section, "address");
        var account = section.Text("account");
        var companies = SystemReading.Companies(section);
        var items = SystemReading.Mapping(section, "items", isRequired: false);
        var taxes = SystemReading.Mapping(section, "taxes", isRequired: false);
        var dimensions = ReadDimensions(section);
        var projects = SystemReading.YesNo(section, "projects");
        var prefix = section.OptionalText("referencePrefix") ?? string.Empty;
        var connect = Seconds(section, "connectTimeout", 60, 10);
        var read = Seconds(section, "readTimeout", 900, 60);
        var write = Seconds(section, "writeTimeout", 900, 120);
        var run = Seconds(section, "maximumServerRunTime", 3600, 900);
        var overlap = Seconds(section, "overlap", 86_400, 5400);
        var calls = SystemReading.Count(section, "concurrentCalls", 1, 100, 5);
        var parallel = SystemReading.Count(section, "parallelKeys", 1, 16, 3);
        var pageSize = SystemReading.Count(section, "pageSize", 1, 1000, 1000);
        return secrets => new NetSuiteOptions
        {
            System = name,
            Service = service,
            Account = account,
            Credentials = credentials(secrets),
            Companies = companies,
            Items = items,
            Taxes = taxes,
            Dimensions = dimensions,
            Projects = projects,
            ReferencePrefix = prefix,
            ConnectTimeout = connect,
            ReadTimeout = read,
            WriteTimeout = write,
            MaximumServerRunTime = run,
            Overlap = overlap,
            ConcurrentCalls = calls,
            ParallelKeys = parallel,
            PageSize = pageSize,
        };
    }

    private static Dictionary<string, string> ReadDimensions(YamlSection section)
    {
        var dimensions = SystemReading.Mapping(section, "dimensions", isRequired: false);
        foreach (var (dimension, segment) in dimensions)
        {
            if (!Segments.Contains(segment, StringComparer.Ordinal))
            {
                section
                    .Section("dimensions")!
                    .Problem(
                        dimension,
                        $"'{segment}' is not one of {string.Join(", ", Segments)}."
                    );
            }
        }

        return dimensions;
    }

    private static TimeSpan Seconds(YamlSection section, string key, int max, int fallback) =>
        SystemReading.Time(section, key, 1, max, TimeSpan.FromSeconds(fallback));
}
