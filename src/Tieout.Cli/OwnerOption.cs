using System.CommandLine;
using System.Text.Json;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Cli;

/// <summary>`--owner`: whose turn it is.</summary>
internal static class OwnerOption
{
    private static IEnumerable<string> Names => Enum.GetValues<ReasonOwner>().Select(NameOf);

    public static Option<string?> Create() =>
        new("--owner")
        {
            Description = $"Only what these people have to do: {string.Join(", ", Names)}.",
        };

    public static string NameOf(ReasonOwner owner) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(owner.ToString());

    /// <summary>None when it was not given.</summary>
    /// <exception cref="CommandRefusedException">Nobody is called that.</exception>
    public static ReasonOwner? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var owner in Enum.GetValues<ReasonOwner>())
        {
            if (NameOf(owner).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return owner;
            }
        }

        throw new CommandRefusedException(
            ExitCode.Usage,
            $"--owner: '{text}' is not one of {string.Join(", ", Names)}."
        );
    }
}
