using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Cli.Commands;

/// <summary>Tells a filter that finds nothing from one that nothing is known of, which is a slip.</summary>
internal static class KnownFilter
{
    /// <summary>Asked where nothing was found.</summary>
    /// <param name="moment">Of the read tables.</param>
    /// <param name="value">As it was typed; none where nothing was.</param>
    /// <param name="what">With its article: <c>a contract</c>.</param>
    /// <param name="sql">A row, if anything of <c>@value</c> is known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandRefusedException">Neither work nor a document is of it.</exception>
    public static async Task RequireAsync(
        ReadSnapshot moment,
        string? value,
        string what,
        string sql,
        CancellationToken cancellationToken
    )
    {
        if (value is null)
        {
            return;
        }

        var known = await moment.ListAsync(
            sql,
            row => row.GetInt32(0),
            cancellationToken,
            ("value", value)
        );
        if (known.Count == 0)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"The hub knows neither work nor a document of {what} '{value}'."
            );
        }
    }
}
