using Tieout.Connectors.BusinessCentral;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: business-central</c>.</summary>
internal static class BusinessCentralReading
{
    private const int PageMax = 20_000;

    public static SystemSettings.BusinessCentralEnvironment Read(
        string name,
        YamlSection section,
        string folder
    )
    {
        var secret = SystemReading.Secret(section, "clientSecret", folder);
        var options = ReadOptions(name, section);
        return new SystemSettings.BusinessCentralEnvironment(name, secret, options);
    }

    /// <summary>Everything but the secret, which is read when it is used.</summary>
    private static Func<string, BusinessCentralOptions> ReadOptions(
        string name,
        YamlSection section
    )
    {
        var service = SystemReading.Address(section, "address");
        var token = SystemReading.Endpoint(section, "tokenAddress");
        var clientId = section.Text("clientId");
        var scope = section.OptionalText("scope");
        var companies = SystemReading.Companies(section);
        var taxes = SystemReading.Mapping(section, "taxes", isRequired: false);
        var dimensions = SystemReading.Mapping(section, "dimensions", isRequired: false);
        var projects = SystemReading.YesNo(section, "projects");
        var prefix = section.OptionalText("referencePrefix") ?? string.Empty;
        var connect = Seconds(section, "connectTimeout", 60, 10);
        var read = Seconds(section, "readTimeout", 600, 60);
        var write = Seconds(section, "writeTimeout", 600, 120);
        var run = Seconds(section, "maximumServerRunTime", 3600, 600);
        var overlap = Seconds(section, "overlap", 86_400, 600);
        var parallel = SystemReading.Count(section, "parallelKeys", 1, 5, 3);
        var pageSize = SystemReading.Count(section, "pageSize", 1, PageMax, 500);
        return secret => new BusinessCentralOptions
        {
            System = name,
            Service = service,
            TokenAddress = token,
            ClientId = clientId,
            ClientSecret = secret,
            Scope = scope ?? "https://api.businesscentral.dynamics.com/.default",
            Companies = companies,
            Taxes = taxes,
            Dimensions = dimensions,
            Projects = projects,
            ReferencePrefix = prefix,
            ConnectTimeout = connect,
            ReadTimeout = read,
            WriteTimeout = write,
            MaximumServerRunTime = run,
            Overlap = overlap,
            ParallelKeys = parallel,
            PageSize = pageSize,
        };
    }

    private static TimeSpan Seconds(YamlSection section, string key, int max, int fallback) =>
        SystemReading.Time(section, key, 1, max, TimeSpan.FromSeconds(fallback));
}
