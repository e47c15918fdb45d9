namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Pages by key: a page starts after the last id of the one before.</summary>
internal static class Paging
{
    public const int LimitMax = 100;

    /// <summary>Between 1 and <see cref="LimitMax"/>, which is also the default.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? LimitMax, 1, LimitMax);

    /// <summary>Takes one row more than a page holds, to know whether there is a next page.</summary>
    public static Listing<T> Cut<T>(IReadOnlyList<T> rows, int limit, Func<T, long> key) =>
        rows.Count <= limit
            ? new Listing<T>(rows, Next: null)
            : new Listing<T>([.. rows.Take(limit)], key(rows[limit - 1]));
}
