//! The second question after a bearer was refused.

/// Asks, and once more after `forget` where the answer is that the bearer is not good: it may have ended
/// on the way.
pub async fn ask_again<T>(
    ask: impl AsyncFn() -> T,
    is_refused: impl Fn(&T) -> bool,
    forget: impl Fn(),
) -> T {
    let answer = ask().await;
    if !is_refused(&answer) {
        return answer;
    }
    forget();
    ask().await
}
