namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Business Central says no; what the request has changed so far is undone.</summary>
/// <param name="status">Of the HTTP answer.</param>
/// <param name="code">As in the error body: <c>Application_DialogException</c>.</param>
/// <param name="message">In English, without the correlation id.</param>
public sealed class NavRefusalException(int status, string code, string message)
    : Exception(message)
{
    /// <summary>Of the HTTP answer.</summary>
    public int Status { get; } = status;

    /// <summary>Of the error body.</summary>
    public string Code { get; } = code;
}
