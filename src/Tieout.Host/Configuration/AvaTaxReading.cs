using Tieout.Connectors.AvaTax;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: avatax</c>.</summary>
internal static class AvaTaxReading
{
    private static readonly Uri Production = new("https://rest.avatax.com/");

    public static SystemSettings.AvaTaxAccount Read(string name, YamlSection section, string folder)
    {
        var address = section.Has("address")
            ? SystemReading.Address(section, "address")
            : Production;
        var account = section.Text("accountId");
        var key = SystemReading.Secret(section, "licenseKey", folder);
        var companies = ReadCompanies(section);
        var taxCodes = SystemReading.Mapping(section, "taxCodes", isRequired: true);
        var connect = Seconds(section, "connectTimeout", 60, 10);
        var read = Seconds(section, "readTimeout", 300, 30);
        var write = Seconds(section, "writeTimeout", 300, 60);
        return new SystemSettings.AvaTaxAccount(
            name,
            key,
            [.. companies.Keys],
            licenseKey => new AvaTaxOptions
            {
                System = name,
                BaseAddress = address,
                AccountId = account,
                LicenseKey = licenseKey,
                Companies = companies,
                TaxCodes = taxCodes,
                ConnectTimeout = connect,
                ReadTimeout = read,
                WriteTimeout = write,
            }
        );
    }

    /// <summary>Two of them cannot both be right about one legal entity.</summary>
    public static void RequireOneOwner(
        YamlSection systems,
        IReadOnlyList<SystemSettings> configured
    )
    {
        var owned = configured
            .OfType<SystemSettings.AvaTaxAccount>()
            .SelectMany(x => x.LegalEntities.Select(entity => (entity, x.Name)))
            .GroupBy(x => x.entity)
            .Where(x => x.Count() > 1);
        foreach (var group in owned)
        {
            systems.Problem(
                group.Last().Name,
                $"{group.First().Name} owns the tax of {group.Key} already."
            );
        }
    }

    private static Dictionary<LegalEntityCode, AvaTaxCompany> ReadCompanies(YamlSection section)
    {
        var companies = new Dictionary<LegalEntityCode, AvaTaxCompany>();
        if (section.Section("companies") is not { } mapping)
        {
            return companies;
        }

        foreach (var entity in mapping.Names)
        {
            if (mapping.Section(entity) is not { } company)
            {
                continue;
            }

            var read = ReadCompany(company);
            if (Texts.TryIdentifier<LegalEntityCode>(entity, out var code))
            {
                companies[code] = read;
            }
            else
            {
                mapping.Problem(entity, $"'{entity}' is not a code of a legal entity.");
            }
        }

        return companies;
    }

    private static AvaTaxCompany ReadCompany(YamlSection company)
    {
        var code = company.Text("code");
        var origin = new AvaTaxAddress(
            company.Text("country"),
            company.OptionalText("street"),
            company.OptionalText("city"),
            company.OptionalText("region"),
            company.OptionalText("postalCode")
        );
        if (origin is { Country.Length: > 0, Missing: { } missing })
        {
            company.Problem("country", $"{origin.Country} needs {missing} as well.");
        }

        if (origin.Country is { Length: > 0 } country && !IsCountry(country))
        {
            company.Problem("country", $"'{country}' is no country of ISO 3166 such as US or DE.");
        }

        company.Close();
        return new AvaTaxCompany(code, origin);
    }

    private static bool IsCountry(string text) =>
        text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    private static TimeSpan Seconds(YamlSection section, string key, int max, int fallback) =>
        SystemReading.Time(section, key, 1, max, TimeSpan.FromSeconds(fallback));
}
