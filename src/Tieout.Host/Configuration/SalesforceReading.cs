using System.Globalization;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: salesforce</c>.</summary>
internal static class SalesforceReading
{
    private const string NotRead = "none";
    private static readonly string[] NeededForInvoices = ["invoice", "invoiceKey"];

    public static SystemSettings.SalesforceOrg Read(string name, YamlSection section, string folder)
    {
        var (access, secret) = ReadAccess(name, section, folder);
        var defaults = new SalesforceOptions
        {
            Access = access,
            LegalEntity = section.RequiredValue<LegalEntityCode>(
                "legalEntity",
                Texts.TryIdentifier,
                "a code of a legal entity",
                LegalEntityCode.Parse("UNSET")
            ),
        };
        var names = Names(section, SalesforceOptions.DefaultNames);
        var writesBack = SystemReading.YesNo(section, "writeBack");
        foreach (var use in NeededForInvoices.Where(x => writesBack && names[x].Length == 0))
        {
            section.OptionalSection("names")!.Problem(use, "has to be there with writeBack: true.");
        }

        return new SystemSettings.SalesforceOrg(
            new SalesforceOptions
            {
                Access = access,
                Names = names,
                WritesBack = writesBack,
                LegalEntity = defaults.LegalEntity,
                Countries = WithoutCase(SystemReading.Mapping(section, "countries", false)),
                DefaultCountry = section.OptionalText("defaultCountry") ?? defaults.DefaultCountry,
                BillingModels = BillingModels(section) ?? defaults.BillingModels,
                SignedStatuses = Words(section, "signedStatuses") ?? defaults.SignedStatuses,
                CancelledStatuses =
                    Words(section, "cancelledStatuses") ?? defaults.CancelledStatuses,
            },
            secret
        );
    }

    /// <summary>How an organisation is reached and polled, whatever is read there.</summary>
    public static (SalesforceAccess Access, SecretReference Secret) ReadAccess(
        string name,
        YamlSection section,
        string folder
    )
    {
        var user = section.OptionalText("user");
        var secret = SecretOf(section, user, folder);
        var defaults = new SalesforceAccess
        {
            System = name,
            Address = SystemReading.Address(section, "address"),
            ClientId = section.Text("clientId"),
            Secret = () => secret.Resolve(),
        };
        var access = new SalesforceAccess
        {
            System = name,
            Address = defaults.Address,
            ClientId = defaults.ClientId,
            Secret = defaults.Secret,
            User = user,
            Audience = section.OptionalText("audience") ?? defaults.Audience,
            ApiVersion = section.Value<string>(
                "apiVersion",
                TryVersion,
                "a version such as 60.0",
                defaults.ApiVersion
            ),
            Currency = Currency(section),
            Overlap = SystemReading.Time(section, "overlap", 60, 86_400, defaults.Overlap),
            PageSize = SystemReading.Count(section, "pageSize", 1, 2_000, defaults.PageSize),
            CallTimeout = SystemReading.Time(section, "callTimeout", 1, 600, defaults.CallTimeout),
        };
        return (access, secret);
    }

    /// <summary>Names of objects and fields; <c>none</c> is not read.</summary>
    public static SalesforceNames Names(
        YamlSection section,
        IReadOnlyDictionary<string, string> defaults
    )
    {
        var names = SystemReading.Mapping(section, "names", isRequired: false);
        foreach (var use in names.Keys.Where(x => !defaults.ContainsKey(x)))
        {
            section
                .OptionalSection("names")
                ?.Problem(
                    use,
                    $"is not one of {string.Join(", ", defaults.Keys.Order(StringComparer.Ordinal))}."
                );
        }

        return new SalesforceNames(
            defaults,
            names.ToDictionary(
                x => x.Key,
                x => x.Value is NotRead ? string.Empty : x.Value,
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>The app's secret, or the private key that signs for a user.</summary>
    private static SecretReference SecretOf(YamlSection section, string? user, string folder)
    {
        var (used, other) = user is null
            ? ("clientSecret", "privateKey")
            : ("privateKey", "clientSecret");
        if (section.Has(other))
        {
            section.Problem(
                other,
                "is not used: with a user the privateKey signs, without one the clientSecret counts."
            );
        }

        return SystemReading.Secret(section, used, folder);
    }

    private static CurrencyCode? Currency(YamlSection section) =>
        section.Has("currency")
            ? section.Value<CurrencyCode>(
                "currency",
                CurrencyCode.TryParse,
                "a currency of ISO 4217",
                CurrencyCode.Parse("USD")
            )
            : null;

    private static Dictionary<string, SalesforceBilling>? BillingModels(YamlSection section) =>
        section.OptionalSection("billingModels") is { } models
            ? models.Names.ToDictionary(
                x => x,
                x =>
                    models.Value<SalesforceBilling>(
                        x,
                        Texts.TryWord,
                        $"one of {Texts.WordsOf<SalesforceBilling>()}",
                        SalesforceBilling.TimeAndMaterials
                    ),
                StringComparer.OrdinalIgnoreCase
            )
            : null;

    private static string[]? Words(YamlSection section, string key) =>
        section.OptionalText(key) is { } text ? Texts.ListOf(text) : null;

    private static Dictionary<string, string> WithoutCase(Dictionary<string, string> mapping) =>
        new(mapping, StringComparer.OrdinalIgnoreCase);

    private static bool TryVersion(string text, out string value)
    {
        value = text;
        return decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out _
            ) && text.EndsWith(".0", StringComparison.Ordinal);
    }
}
