using Tieout.Connect;

namespace Tieout.Runtime.Intake;

/// <summary>Why a feed cannot be read to its end.</summary>
/// <param name="Fault">Who has to act. Another one is told anew; other words for the same are not.</param>
/// <param name="Message">As it was when the failure began.</param>
public sealed record FeedFailure(ConnectorFault Fault, string Message);
