using System.CommandLine;
using Tieout.Host.Demo.Scenarios;

namespace Tieout.Cli.Commands;

/// <summary>Where the real systems are that <c>tieout demo</c> tells one of its stories on.</summary>
internal sealed class RealSystemsOptions
{
    private const string RedmineVariable = "TIEOUT_DEMO_REDMINE";
    private const string TrytonVariable = "TIEOUT_DEMO_TRYTON";
    private const string TrytonAddress = "http://host/database";

    private readonly Option<Uri?> _redmine = Address(
        "--redmine",
        "http://host/",
        $"A Redmine 5 for a rehearsal; {RedmineVariable} when it is left out. The API key of an administrator is {RealSystems.RedmineKey} in the environment."
    );

    private readonly Option<Uri?> _tryton = Address(
        "--tryton",
        TrytonAddress,
        $"A Tryton 6.0 with a database that no hub has written to; {TrytonVariable} when it is left out. The user's password is {RealSystems.TrytonPassword} in the environment."
    );

    private readonly Option<string> _login = new("--tryton-login")
    {
        Description = "The user in Tryton.",
        HelpName = "name",
        DefaultValueFactory = _ => "hub",
    };

    /// <summary>Adds them to a command, for one of its scenarios only.</summary>
    public void AddTo(Command command, Option<string> scenario)
    {
        Option[] all = [_redmine, _tryton, _login];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var isReal = ScenarioStory.Real.Equals(
                CommonOptions.TextOf(result.GetResult(scenario)),
                StringComparison.Ordinal
            );
            var other = Array.Find(all, x => result.GetResult(x) is { Implicit: false });
            if (!isReal && other is not null)
            {
                result.AddError($"{other.Name} is for --scenario {ScenarioStory.Real} only.");
            }

            if (isReal && Problem(x => CommonOptions.TextOf(result.GetResult(x))) is { } problem)
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>What was named; none where either is missing.</summary>
    public RealSystems? Of(ParseResult parsed) =>
        Addresses(parsed.GetValue) is ({ } redmine, { } tryton)
            ? new RealSystems(
                new Uri(redmine.AbsoluteUri.TrimEnd('/') + "/"),
                new Uri(new Uri(tryton.AbsoluteUri.TrimEnd('/')), "."),
                DatabaseOf(tryton),
                parsed.GetRequiredValue(_login)
            )
            : null;

    private (Uri? Redmine, Uri? Tryton) Addresses(Func<Option<Uri?>, Uri?> given) =>
        (given(_redmine) ?? Named(RedmineVariable), given(_tryton) ?? Named(TrytonVariable));

    private string? Problem(Func<Option, string?> given)
    {
        var wrong = Array.Find<Option<Uri?>>(
            [_redmine, _tryton],
            x => given(x) is { } text && Read(text) is null
        );
        return wrong is not null
                ? $"{wrong.Name}: '{given(wrong)}' is not an address such as {wrong.HelpName}."
            : Addresses(x => Read(given(x))) is not ({ }, { } tryton)
                ? $"{ScenarioStory.Real} is told on real systems: name them by --redmine and --tryton. In a checkout, "
                    + "'eval \"$(tests/services/rehearsal.sh)\"' installs, starts and names both."
            : DatabaseOf(tryton).Length == 0
                ? $"--tryton: name the database after the address, as in {TrytonAddress}."
            : null;
    }

    private static string DatabaseOf(Uri tryton) =>
        Uri.UnescapeDataString(tryton.Segments[^1].Trim('/'));

    private static Uri? Named(string variable) =>
        Read(Environment.GetEnvironmentVariable(variable));

    private static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? address
            : null;

    private static Option<Uri?> Address(string name, string help, string description) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            CustomParser = result => Read(result.Tokens[0].Value),
        };
}
