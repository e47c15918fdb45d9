using Tieout.Connectors.Stripe;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Configuration;

/// <summary>Reads a system of <c>kind: stripe</c>.</summary>
internal static class StripeReading
{
    private static readonly Uri Live = new("https://api.stripe.com/");

    public static SystemSettings.StripeAccount Read(
        string name,
        YamlSection section,
        string folder,
        DateTimeZone zone
    )
    {
        var key = SystemReading.Secret(section, "secretKey", folder);
        var webhook = section.Has("webhookSecret")
            ? SystemReading.Secret(section, "webhookSecret", folder)
            : null;
        var address = section.Has("address") ? SystemReading.Address(section, "address") : Live;
        var entity = EntityOf(section);
        var account = section.OptionalText("account");
        var own = section.Value("zone", Texts.TryZone, "a time zone such as Europe/London", zone);
        var prefix = section.OptionalText("referencePrefix") ?? string.Empty;
        var connect = SystemReading.Time(
            section,
            "connectTimeout",
            1,
            60,
            TimeSpan.FromSeconds(10)
        );
        var read = SystemReading.Time(section, "readTimeout", 1, 300, TimeSpan.FromSeconds(30));
        var write = SystemReading.Time(section, "writeTimeout", 1, 300, TimeSpan.FromSeconds(80));
        var run = SystemReading.Time(
            section,
            "maximumServerRunTime",
            1,
            3600,
            TimeSpan.FromSeconds(90)
        );
        var overlap = SystemReading.Time(section, "overlap", 60, 3600, TimeSpan.FromMinutes(10));
        var parallel = SystemReading.Count(section, "parallelKeys", 1, 16, 4);
        var pageSize = SystemReading.Count(section, "pageSize", 1, 100, 100);
        return new SystemSettings.StripeAccount(
            name,
            key,
            webhook,
            (secretKey, webhookSecrets) =>
                new StripeOptions
                {
                    System = name,
                    BaseAddress = address,
                    SecretKey = secretKey,
                    WebhookSecrets = webhookSecrets,
                    Account = account,
                    LegalEntity = LegalEntityCode.Parse(entity),
                    Zone = own,
                    ReferencePrefix = prefix,
                    ConnectTimeout = connect,
                    ReadTimeout = read,
                    WriteTimeout = write,
                    MaximumServerRunTime = run,
                    Overlap = overlap,
                    ParallelKeys = parallel,
                    PageSize = pageSize,
                }
        );
    }

    private static string EntityOf(YamlSection section)
    {
        var entity = section.Text("legalEntity");
        if (entity.Length > 0 && !Identifier.IsValid(entity))
        {
            section.Problem("legalEntity", $"'{entity}' is not a code of a legal entity.");
        }

        return entity;
    }
}
