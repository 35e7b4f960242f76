'use client'

import dynamic from 'next/dynamic'

// The unit that files opens the same address and must not fetch the scripts of the reviewing side.
export const ReviewBoard = dynamic(() => import('./review-board').then((module) => module.ReviewBoard))
